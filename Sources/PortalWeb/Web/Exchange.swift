import HTML
import HTTP
import JSON
import Portal

/// One request being answered: identifies who asks, checks what was sent, runs the handler, renders what it says.
struct Exchange: Sendable {
  let portal: Portal
  let request: Request
  let face: Route.Face
  let cookies: CookieNames
  let assets: Assets

  func answer(_ route: Route, _ parameters: RouteParameters) async -> Response {
    var context = anonymous(parameters)
    var submission = Submission.nothing
    do {
      context = try identify(parameters)
      try admit(context, to: route)
      submission = try Submission(of: request, face: face)
      if face == .page, request.method == .post { try checkForm(submission, in: context) }
      context = context.with(fields: try submission.fields(of: route))
      return try render(await route.handler(context), in: context)
    } catch {
      return await failure(error, route: route, submission: submission, in: context)
    }
  }

  /// For what fails before a route is found.
  func failure(_ error: any Error) async -> Response {
    let parameters = RouteParameters()
    let context = (try? identify(parameters)) ?? anonymous(parameters)
    return await failure(error, route: nil, submission: .nothing, in: context)
  }

  func wrongMethod(allowed: [Method]) -> Response {
    var response = Problem(.methodNotAllowed).response
    response.headers.set(.allow, allowed.map(\.name).joined(separator: ", "))
    return response
  }
}

// MARK: - Who asks

extension Exchange {
  /// Pages know sessions, the API knows tokens, the hand-over knows certificates; none looks at another's.
  private func identify(_ parameters: RouteParameters) throws -> Context {
    switch face {
    case .page:
      guard let token = request.cookies[cookies.session],
        let session = try portal.session(token: token)
      else { return anonymous(parameters) }
      return context(actor: session.actor, session: session, parameters)
    case .api:
      guard let credentials = request.headers[.authorization] else { return anonymous(parameters) }
      guard let token = bearerToken(in: credentials) else { throw PortalError.signInRequired }
      guard let actor = try portal.actor(apiToken: token) else { throw PortalError.signInRequired }
      return context(actor: actor, session: nil, parameters)
    case .handOver:
      guard let fingerprint = request.clientFingerprint else { return anonymous(parameters) }
      guard let actor = try portal.actor(certificate: fingerprint) else {
        throw WebError.unknownAgent
      }
      return context(actor: actor, session: nil, parameters)
    }
  }

  private func admit(_ context: Context, to route: Route) throws {
    let isAdmitted =
      switch (route.access, context.actor) {
      case (.everybody, _), (.agent, .agent), (.member, .member), (.signedIn, .member),
        (.signedIn, .person):
        true
      default: false
      }
    guard isAdmitted else {
      throw face == .handOver ? WebError.unknownAgent : PortalError.signInRequired
    }
  }

  /// The token of `Authorization: Bearer …` (RFC 6750 §2.1).
  private func bearerToken(in credentials: String) -> String? {
    let parts = credentials.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// A form must repeat the token of its session, or of the visit when nobody is signed in.
  private func checkForm(_ submission: Submission, in context: Context) throws {
    guard let token = submission.form?.first(Visit.tokenField),
      Portal.isSameSecret(token, context.session?.csrf ?? request.cookies[cookies.visit] ?? ""),
      !token.isEmpty
    else { throw WebError.forgedForm }
  }

  private func anonymous(_ parameters: RouteParameters) -> Context {
    context(actor: .visitor, session: nil, parameters)
  }

  private func context(
    actor: Actor, session: Session?, _ parameters: RouteParameters
  ) -> Context {
    Context(
      portal: portal, request: request, face: face, actor: actor, session: session,
      parameters: parameters, language: language(of: session), fields: .none,
      visitToken: request.cookies[cookies.visit] ?? portal.newVisitToken(), cookies: cookies,
      assets: assets)
  }

  private func language(of session: Session?) -> Language {
    if let session { return session.person.language }
    if face == .page, let chosen = request.cookies[cookies.language] {
      return Language(rawValue: chosen) ?? .french
    }
    let tags = request.headers.combined(.acceptLanguage) ?? ""
    return tags.lowercased().hasPrefix("en") ? .english : .french
  }
}

// MARK: - What goes back

extension Exchange {
  private func render(_ reply: Reply, in context: Context) throws -> Response {
    switch (reply, face) {
    case (.response(let response), _): return response
    case (.formPage(let view), _), (.page(let view, _, _, _), .page):
      return try page(view, in: context)
    case (.page(_, let json, let version, let next), _):
      var response = Response.json(json())
      if let version { response.headers.set(.etag, ETag(version: Int64(version)).fieldValue) }
      if let next { response.headers.set(.link, nextLink(next)) }
      return response
    case (.done(let path, _, _, _), .page): return .redirect(to: path.text)
    case (.done(let path, let json, let status, let version), _):
      var response = Response.json(json(), status: status)
      if status == .created { response.headers.set(.location, "/api/v1" + path.text) }
      if let version { response.headers.set(.etag, ETag(version: Int64(version)).fieldValue) }
      return response
    }
  }

  private func page(
    _ view: any View, status: Status = .ok, in context: Context
  ) throws -> Response {
    var response = Response.html(Layout(view: view, visit: context.visit).bytes, status: status)
    if context.session == nil, request.cookies[cookies.visit] == nil {
      response.set(try cookies.cookie(cookies.visit, context.visitToken, seconds: 86_400))
    }
    return response
  }

  /// The `Link` to the next page of this very list (RFC 8288).
  private func nextLink(_ cursor: Cursor) -> String {
    var link = LinkHeader()
    link.add(
      .next, path: request.path, query: request.query.replacing("cursor", with: cursor.text))
    return link.fieldValue ?? ""
  }

  /// One place where everything that goes wrong becomes an answer, in the face's own way.
  private func failure(
    _ error: any Error, route: Route?, submission: Submission, in context: Context
  ) async -> Response {
    var report = ErrorReport(error, language: context.language)
    report.remedies = report.refusal.map(portal.rules.remedies(for:)) ?? []
    if report.isFault { portal.settings.reportFault("\(error)") }
    switch face {
    case .api, .handOver: return report.response()
    case .page:
      let isQuestion = request.method == .get
      if report.asksForSignIn, isQuestion {
        let signIn: Path = "/sign-in?next=\(request.path)"
        return .redirect(to: signIn.text)
      }
      let sent = isQuestion ? request.query : submission.form
      let view =
        (try? await route?.form?(context, FormState(sent: sent, error: error)))
        ?? ErrorView(report: report)
      let belongsToForm = report.belongsToForm || (isQuestion && report.status == .notFound)
      let shown: any View = belongsToForm ? view : ErrorView(report: report)
      return (try? page(shown, status: report.status, in: context))
        ?? Response(.internalServerError)
    }
  }
}
