import JSON
import Portal

extension Command {
  static let organisationAdd = Command(
    name: "organisation add",
    summary: Text("ajoute une organisation", "adds an organisation"), operands: ["NAME"],
    options: Configuration.storage + [
      .init(
        "kind", "KIND", Text("publicBody, partner ou operator", "publicBody, partner or operator")),
      .init("number", "N", Text("SIREN ou SIRET", "SIREN or SIRET")),
      .init("legal-category", "CODE", Text("code INSEE de 4 chiffres", "INSEE code of 4 digits")),
      .json,
    ]
  ) { invocation, console in
    guard let kind = Organisation.Kind(rawValue: try invocation.required("kind")) else {
      let kinds = Organisation.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(Text("--kind : \(kinds)", "--kind: \(kinds)"))
    }
    let new = NewOrganisation(
      kind: kind, name: invocation.operands[0], number: invocation.value("number") ?? "",
      legalCategory: invocation.value("legal-category") ?? "")
    try await withPortal(invocation) { portal in
      let organisation = try await portal.addOrganisation(new, as: .console)
      if invocation.isFlagSet("json") {
        console.print(organisation.json)
      } else {
        console.print(organisation.line(in: console.language))
        console.print(organisation.publicStatusReason)
      }
    }
  }

  static let organisationList = Command(
    name: "organisation list",
    summary: Text("les organisations", "the organisations"),
    options: Configuration.storage + [.json]
  ) { invocation, console in
    try await withPortal(invocation) { portal in
      let organisations = try await everyPage { cursor in
        try portal.organisations(after: cursor, limit: Limit(clamping: 100), as: .console)
      }
      if invocation.isFlagSet("json") {
        console.print(.array(organisations.map(\.json)))
      } else {
        for organisation in organisations {
          console.print(organisation.line(in: console.language))
        }
      }
    }
  }
}

extension Organisation {
  fileprivate var json: JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "name": .string(name),
      "kind": .string(kind.rawValue), "siren": siren.map(JSON.string) ?? .null,
      "legalCategory": legalCategory.map(JSON.string) ?? .null,
      "publicStatus": .string(publicStatus.rawValue),
      "publicStatusReason": .string(publicStatusReason),
    ]
  }

  fileprivate func line(in language: Language) -> String {
    slug.padding(to: 40) + kind.label[language].padding(to: 24)
      + publicStatus.label[language].padding(to: 16) + name
  }
}
