import HTTP
import Portal

/// One request on its way to a handler: who asks, for what, in which language. There is none without an actor.
struct Context: Sendable {
  let portal: Portal
  let request: Request
  let face: Route.Face
  let actor: Actor
  /// The person behind a session; nil for visitors, tokens and agents.
  let session: Session?
  let parameters: RouteParameters
  let language: Language
  /// What was sent, checked against the route's declaration.
  var fields: Fields
  /// What a visitor's forms carry instead of a session's CSRF token.
  let visitToken: String
  let cookies: CookieNames
  let assets: Assets

  /// The active membership; the route table lets nobody else through to a route for members.
  func member() throws(PortalError) -> Member {
    guard let member = actor.member else { throw .signInRequired }
    return member
  }

  /// An id in the path; what is no id cannot exist.
  func id<Subject>(_ name: String) throws(PortalError) -> Identifier<Subject> {
    guard let text = parameters[name], let id = Identifier<Subject>(text) else { throw .notFound }
    return id
  }

  func parameter(_ name: String) throws(PortalError) -> String {
    guard let text = parameters[name] else { throw .notFound }
    return text
  }

  /// The version a change is based on: the form's hidden field, the body's member, or `If-Match`.
  func version() throws(PortalError) -> Int {
    if let version = fields.integer("version") { return version }
    if let field = request.headers[.ifMatch],
      case .tags(let tags) = ETagList(parsing: field), tags.count == 1, !tags[0].isWeak,
      let version = Int(tags[0].opaque)
    {
      return version
    }
    throw .invalid(
      "version",
      Text(
        "Indiquez la version modifiée : champ « version » ou en-tête « If-Match ».",
        "Say which version you change: the field “version” or the header “If-Match”."))
  }

  /// What the query asks, checked. A page's form sends what was left empty too, a program does not.
  func query(_ declared: [Field]) throws(PortalError) -> Fields {
    try Fields(form: request.query, declared: declared, ignoresEmpty: face == .page)
  }

  /// `limit` of the query, 1 to 100; 20 where it says nothing.
  var limit: Limit {
    get throws(PortalError) { Limit(clamping: try query(Field.paging).integer("limit") ?? 20) }
  }

  /// `cursor` of the query; one that cannot be read is refused rather than taken for the beginning.
  func cursor(parts: Int) throws(PortalError) -> Cursor? {
    guard let text = request.query.first("cursor"), !text.isEmpty else { return nil }
    guard let cursor = Cursor(text: text, parts: parts) else {
      throw .invalid(
        "cursor", Text("Ce curseur n’est pas lisible.", "This cursor cannot be read."))
    }
    return cursor
  }

  /// The key by which a repeated creation is recognised.
  var idempotencyKey: String? {
    request.headers["Idempotency-Key"]?.utf8.count ?? 0 <= 200
      ? request.headers["Idempotency-Key"] : nil
  }

  /// The same request once what it sent has been checked.
  func with(fields: Fields) -> Context {
    var context = self
    context.fields = fields
    return context
  }

  var visit: Visit {
    Visit(
      language: language, session: session, request: request,
      formToken: session?.csrf ?? visitToken, assets: assets)
  }
}
