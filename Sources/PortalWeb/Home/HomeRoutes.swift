import HTML
import HTTP
import JSON
import Portal

/// The start page, the work list, and the choice of language.
enum HomeRoutes {
  static func add(to table: inout RouteTable) {
    table.get("/", Text("Accueil", "Start page"), access: .everybody, faces: [.page]) { context in
      if context.actor.member != nil { return .response(.redirect(to: "/work")) }
      let newest = try context.portal.library(limit: Limit(clamping: 3)).page
      return .page(HomeView(newest: newest))
    }
    table.get(
      "/work", Text("Ce qui attend une action de votre part", "What needs your action"),
      answers: .ok(.record("WorkList", ["items": .list(WorkItem.shape)]))
    ) { context in
      let items = try context.portal.workItems(as: context.actor)
      return .page(
        WorkView(items: items),
        json: { ["items": .array(items.map { $0.json(context.language) })] })
    }
    table.post(
      "/language", Text("Choisir la langue", "Choose the language"), access: .everybody,
      faces: [.page]
    ) { context in
      let language = Language(rawValue: context.request.query.first("to") ?? "") ?? .french
      if context.session != nil {
        try await context.portal.chooseLanguage(language, as: context.actor)
      }
      let back = context.request.headers["Referer"].flatMap(Self.path) ?? "/"
      var response = Response.redirect(to: back.text)
      response.set(
        try context.cookies.cookie(
          context.cookies.language, language.rawValue, seconds: 365 * 86_400))
      return .response(response)
    }
  }

  /// The path of an address of ours, to go back to.
  private static func path(of address: String) -> Path? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    return Path(checking: "/" + parts[3])
  }
}

extension WorkItem {
  /// Where the work is done.
  var path: Path {
    switch resourceType {
    case .useCase: "/use-cases/\(resource)"
    case .hostingRequest: "/hosting-requests/\(resource)"
    case .quotaRequest: "/quota-requests/\(resource)"
    case .deployment: "/deployments/\(resource)"
    case .deploymentOffer: "/offers/\(resource)"
    case .organisation: "/organisations"
    case .site: "/sites/\(resource)"
    case .adoption, .person, .solution, .platform, .auditEntry: "/work"
    }
  }

  static let shape = Shape.record(
    "WorkItem",
    [
      "title": .text, "resourceType": .choice(of: ResourceType.self), "resource": .text,
      "since": .nullable(.instant), "dueAt": .nullable(.instant), "organisation": .text, "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "title": .string(title[language]), "resourceType": .string(resourceType.rawValue),
      "resource": .string(resource), "since": JSON(since), "dueAt": JSON(dueAt),
      "organisation": .string(organisationName), "url": .string(path.text),
    ]
  }
}
