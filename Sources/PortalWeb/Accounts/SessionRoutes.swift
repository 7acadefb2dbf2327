import HTML
import HTTP
import Portal

/// Signing in and out. Pages only: a program has a token instead.
enum SessionRoutes {
  static let fields = [
    Field("email", Text("Adresse électronique", "E-mail address"), .email),
    Field("password", Text("Mot de passe", "Password"), .password),
  ]

  static func add(to table: inout RouteTable) {
    table.form(
      "/sign-in", Action.signIn.label, access: .everybody, view: view)
    table.post(
      "/sign-in", Action.signIn.label, access: .everybody, faces: [.page], body: fields, form: view
    ) { context in
      let request = context.request
      let (token, session) = try await context.portal.signIn(
        email: context.fields.text("email"), password: context.fields.text("password"),
        address: request.peer, userAgent: request.headers["User-Agent"] ?? "")
      let destination: Path = session.membership == nil ? "/account" : next(context) ?? "/work"
      var response = Response.redirect(to: destination.text)
      let seconds = Int(context.portal.settings.sessionHours) * 3600
      response.set(try context.cookies.cookie(context.cookies.session, token, seconds: seconds))
      // Signed in, the session's own token guards the forms.
      response.set(try context.cookies.cookie(context.cookies.visit, "", seconds: 0))
      return .response(response)
    }
    table.post("/sign-out", Action.signOut.label, access: .signedIn, faces: [.page]) { context in
      try await context.portal.signOut(context.signedIn())
      return try signedOut(context)
    }
    table.post(
      "/account/end-of-sessions", Action.endSessions.label, access: .signedIn, faces: [.page],
      body: [AccountView.withTokens]
    ) { context in
      try await context.portal.endSessions(
        withTokens: context.fields.flag("withTokens"), context.signedIn())
      return try signedOut(context)
    }
  }

  private static let view: Route.FormView = { context, state in
    SignInView(next: next(context), state: state)
  }

  /// Where whoever signs in wanted to go: a page of ours, or nowhere.
  private static func next(_ context: Context) -> Path? {
    context.request.query.first("next").flatMap { Path(checking: $0) }
  }

  private static func signedOut(_ context: Context) throws -> Reply {
    var response = Response.redirect(to: "/")
    response.set(try context.cookies.cookie(context.cookies.session, "", seconds: 0))
    return .response(response)
  }
}

extension Context {
  /// The session of whoever is signed in with a browser.
  func signedIn() throws(PortalError) -> Session {
    guard let session else { throw .signInRequired }
    return session
  }
}
