import HTTP
import Testing

@Suite struct RouterTests {
  private static func router() throws -> Router<String> {
    var router = Router<String>()
    try router.add(.get, "/", "home")
    try router.add(.get, "/organisations", "list")
    try router.add(.post, "/organisations", "create")
    try router.add(.get, "/organisations/new", "form")
    try router.add(.get, "/organisations/:slug", "show")
    try router.add(.post, "/organisations/:slug/hosting-requests/:id/approval", "approve")
    try router.add(.get, "/organisations/new/help", "help")
    try router.add(.get, "/static/*path", "file")
    return router
  }

  /// The endpoint with its parameters, or what else came of it, as text.
  private static func answer(
    _ method: HTTP.Method, _ target: String, names: [String] = []
  ) throws -> String {
    switch try router().match(method, RequestTarget(target).segments) {
    case .found(let endpoint, let parameters):
      ([endpoint] + names.map { parameters[$0] ?? "-" }).joined(separator: " ")
    case .wrongMethod(let allowed): "allow " + allowed.map(\.name).joined(separator: ", ")
    case .notFound: "not found"
    }
  }

  @Test func findsLiteralsAndParameters() throws {
    #expect(try Self.answer(.get, "/") == "home")
    #expect(try Self.answer(.get, "/organisations?page=2") == "list")
    #expect(try Self.answer(.get, "/organisations/angers", names: ["slug"]) == "show angers")
    #expect(
      try Self.answer(
        .post, "/organisations/le%20mans/hosting-requests/7/approval", names: ["slug", "id", "x"])
        == "approve le mans 7 -")
  }

  @Test func literalWinsOverParameter() throws {
    #expect(try Self.answer(.get, "/organisations/new") == "form")
    #expect(try Self.answer(.get, "/organisations/New", names: ["slug"]) == "show New")
  }

  @Test func goesBackWhenTheLiteralLeadsNowhere() throws {
    #expect(
      try Self.answer(.post, "/organisations/new/hosting-requests/7/approval", names: ["slug"])
        == "approve new")
  }

  @Test func takesTheRest() throws {
    #expect(try Self.answer(.get, "/static/css/main.css", names: ["path"]) == "file css/main.css")
    #expect(try Self.answer(.get, "/static") == "not found")
  }

  @Test func saysWhichMethodsThereAre() throws {
    #expect(try Self.answer(.delete, "/organisations") == "allow GET, POST, HEAD")
    #expect(try Self.answer(.head, "/organisations") == "list")
    #expect(
      try Self.answer(.get, "/organisations/a/hosting-requests/7/approval") == "allow POST")
  }

  @Test(arguments: ["/organisations/", "//organisations", "/organisations//x", "/nowhere", "/*"])
  func findsNothing(_ target: String) throws {
    #expect(try Self.answer(.get, target) == "not found")
  }

  @Test func refusesDuplicates() throws {
    var router = try Self.router()
    #expect(throws: RouterError.duplicate(method: "GET", pattern: "/organisations/:id")) {
      try router.add(.get, "/organisations/:id", "again")
    }
  }

  @Test(arguments: ["", "a", "/a/", "//", "/:", "/a b", "/*rest/a", "/:a/:a", "/é"])
  func refusesMalformedPatterns(_ pattern: String) throws {
    var router = Router<String>()
    #expect(throws: RouterError.malformedPattern(pattern)) { try router.add(.get, pattern, "") }
  }
}
