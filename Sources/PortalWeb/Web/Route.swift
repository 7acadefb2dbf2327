import HTTP
import Portal

/// One line of the route table. It is mounted twice: under `/` it answers HTML to a session, under `/api/v1` JSON to a
/// token; and the API's description (OpenAPI) is made from it. What sites' agents call is mounted apart.
struct Route: Sendable {
  typealias Handler = @Sendable (Context) async throws -> Reply
  /// Shows the form again, filled in and with its complaints, when what it sent is refused.
  typealias FormView = @Sendable (Context, FormState) async throws -> any View

  enum Access: Sendable {
    /// Visitors too.
    case everybody
    /// A person with or without an active membership.
    case signedIn
    /// A person in an active membership.
    case member
    /// A site's agent, with its own certificate.
    case agent
  }

  enum Face: Hashable, Sendable, CaseIterable {
    /// HTML, to a session.
    case page
    /// JSON, to a token.
    case api
    /// JSON, to a site's agent with its certificate, at a door of its own.
    case handOver

    /// What the paths of its routes begin with.
    var prefix: String { mount.map { "/" + $0 }.joined() }

    private var mount: [String] {
      switch self {
      case .page: []
      case .api: ["api", "v1"]
      case .handOver: ["hand-over", "v1"]
      }
    }

    /// What a path says behind the prefix; nil for one that begins otherwise.
    func segments(of path: [String]) -> [String]? {
      path.starts(with: mount) ? Array(path.dropFirst(mount.count)) : nil
    }
  }

  let method: Method
  let pattern: String
  let summary: Text
  let access: Access
  let faces: Set<Face>
  let query: [Field]
  let body: [Field]
  /// What the API answers; nil for what is pages only.
  let answer: Answer?
  let form: FormView?
  let handler: Handler

  /// Bytes of a body without long texts.
  static let shortBody = 64 * 1024
  private static let longBody = 512 * 1024

  /// How much a request may send, by what the route declares.
  var bodyPlan: BodyPlan {
    let bytes = body.contains(where: \.kind.isLong) ? Self.longBody : Self.shortBody
    let largestFile = body.compactMap(\.kind.fileLimit).max()
    return BodyPlan(
      bytes: bytes,
      multipart: largestFile.map { MultipartLimits(fieldBytes: bytes, fileBytes: $0) })
  }
}

extension Field.Kind {
  /// Whether what is sent may be longer than a page of text, each character escaped.
  fileprivate var isLong: Bool {
    switch self {
    case .text(let maximum): maximum > 5000
    case .values, .records: true
    default: false
    }
  }

  /// Bytes; nil for what is no file.
  fileprivate var fileLimit: Int? {
    if case .file(let maximum, _) = self { maximum } else { nil }
  }
}

/// The one route table; features add their lines to it.
struct RouteTable {
  private(set) var routes: [Route] = []

  /// A look: a page and its JSON twin. `form` shows the page's form again when what it asks cannot be answered.
  mutating func get(
    _ pattern: String, _ summary: Text, access: Route.Access = .member,
    faces: Set<Route.Face> = [.page, .api], query: [Field] = [], answers: Answer? = nil,
    form: Route.FormView? = nil, handler: @escaping Route.Handler
  ) {
    add(
      .get, pattern, summary, access, faces, query: query, answers: answers, form: form,
      handler: handler)
  }

  /// A page with a form on it; the same view shows the form again when its `post` is refused.
  mutating func form(
    _ pattern: String, _ summary: Text, access: Route.Access = .member,
    view: @escaping Route.FormView
  ) {
    add(.get, pattern, summary, access, [.page]) { context in
      .page(try await view(context, FormState()))
    }
  }

  /// A deed. A plain form can only send GET and POST, so that every deed has a `post`; verbs become nouns.
  mutating func post(
    _ pattern: String, _ summary: Text, access: Route.Access = .member,
    faces: Set<Route.Face> = [.page, .api], body: [Field] = [], answers: Answer? = nil,
    form: Route.FormView? = nil, handler: @escaping Route.Handler
  ) {
    add(
      .post, pattern, summary, access, faces, body: body, answers: answers, form: form,
      handler: handler)
  }

  /// A change of a record over the API; its page twin is the `post` of the same pattern.
  mutating func patch(
    _ pattern: String, _ summary: Text, access: Route.Access = .member, body: [Field],
    answers: Answer, form: Route.FormView? = nil, handler: @escaping Route.Handler
  ) {
    add(.patch, pattern, summary, access, [.api], body: body, answers: answers, handler: handler)
    add(.post, pattern, summary, access, [.page], body: body, form: form, handler: handler)
  }

  private mutating func add(
    _ method: Method, _ pattern: String, _ summary: Text, _ access: Route.Access,
    _ faces: Set<Route.Face>, query: [Field] = [], body: [Field] = [], answers: Answer? = nil,
    form: Route.FormView? = nil, handler: @escaping Route.Handler
  ) {
    routes.append(
      Route(
        method: method, pattern: pattern, summary: summary, access: access, faces: faces,
        query: query + (answers?.isPage == true ? Field.paging : []), body: body, answer: answers,
        form: form, handler: handler))
  }
}
