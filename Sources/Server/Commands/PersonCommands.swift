import JSON
import Portal
import SQLite

extension Command {
  static let personAdd = Command(
    name: "person add",
    summary: Text(
      "donne un rôle à une personne, avec un compte au besoin",
      "gives somebody a role, and an account if need be"),
    operands: ["EMAIL"],
    options: Configuration.storage + [
      .init("name", "NAME", Text("prénom et nom", "first and last name")),
      .init(
        "organisation", "SLUG", Text("adresse de l’organisation", "the organisation’s address")),
      .init("role", "ROLE", Text("rôle à donner", "role to give")), .json,
    ]
  ) { invocation, console in
    let roleName = try invocation.required("role")
    guard let role = Role(rawValue: roleName) else {
      let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(Text("--role : \(roles)", "--role: \(roles)"))
    }
    let new = NewPerson(email: invocation.operands[0], name: try invocation.required("name"))
    let slug = try invocation.required("organisation")
    try await withPortal(invocation) { portal in
      let (organisation, _) = try portal.organisation(slug: slug, as: .console)
      let added = try await portal.addPerson(
        new, to: organisation.id, role: role, as: .console)
      if invocation.isFlagSet("json") {
        console.print(
          [
            "person": .string(added.person.id.text), "grant": .string(added.membership.id.text),
            "initialPassword": added.password.map(JSON.string) ?? .null,
          ])
      } else if let password = added.password {
        console.print(
          Text(
            "Compte créé. Mot de passe initial, affiché cette seule fois : \(password)",
            "Account made. Initial password, shown this once: \(password)"))
      } else {
        console.print(Text("Rôle donné au compte existant.", "Role given to the existing account."))
      }
    }
  }

  static let personResetPassword = Command(
    name: "person reset-password",
    summary: Text("crée un nouveau mot de passe", "makes a new password"), operands: ["EMAIL"],
    options: Configuration.storage + [.json]
  ) { invocation, console in
    try await withPortal(invocation) { portal in
      let person = try portal.person(email: invocation.operands[0], as: .console)
      let password = try await portal.resetPassword(of: person.id, as: .console)
      if invocation.isFlagSet("json") {
        console.print(["person": .string(person.id.text), "password": .string(password)])
      } else {
        console.print(
          Text(
            "Nouveau mot de passe, affiché cette seule fois : \(password)",
            "New password, shown this once: \(password)"))
      }
    }
  }

  static let personList = Command(
    name: "person list",
    summary: Text("qui a quel rôle aujourd’hui", "who holds which role today"),
    options: Configuration.storage + [
      .init("organisation", "SLUG", Text("une seule organisation", "one organisation only")), .json,
    ]
  ) { invocation, console in
    try await withPortal(invocation) { portal in
      let organisation = try invocation.value("organisation").map {
        try portal.organisation(slug: $0, as: .console).organisation.id
      }
      let today = portal.settings.clock().day
      let grants = try await everyPage { cursor in
        try await portal.grants(
          on: today, in: organisation, after: cursor, limit: Limit(clamping: 100), as: .console)
      }
      if invocation.isFlagSet("json") {
        console.print(.array(grants.map(\.json)))
      } else {
        for grant in grants {
          console.print(
            grant.organisationSlug.padding(to: 32) + grant.membership.role.rawValue.padding(to: 16)
              + "\(grant.email) (\(grant.personName))")
        }
      }
    }
  }

  /// Opens the portal that the invocation names, does something with it, and closes it.
  static func withPortal(
    _ invocation: Invocation, _ body: (Portal) async throws -> Void
  ) async throws {
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    do {
      try await body(portal)
    } catch {
      await portal.database.close()
      throw error
    }
    await portal.database.close()
  }

  /// A whole list, page after page.
  static func everyPage<Item>(
    _ page: (Cursor?) async throws -> Page<Item>
  ) async throws -> [Item] {
    var items: [Item] = []
    var cursor: Cursor?
    repeat {
      let page = try await page(cursor)
      items += page.items
      cursor = page.next
    } while cursor != nil
    return items
  }
}

extension Grant {
  fileprivate var json: JSON {
    [
      "id": .string(membership.id.text), "organisation": .string(organisationSlug),
      "role": .string(membership.role.rawValue), "person": .string(membership.person.text),
      "email": .string(email), "name": .string(personName),
      "validFrom": .string(membership.validFrom.rfc3339),
      "validUntil": membership.validUntil.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
