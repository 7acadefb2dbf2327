public import HTTP
import JSON
public import Portal

/// The web face of a portal: every request in, every response out.
public struct WebPortal: Sendable {
  private let portal: Portal
  private let assets: Assets
  private let cookies: CookieNames
  private let tables: [Route.Face: Router<Route>]
  private let describedRoutes: [Route]

  /// `publicFolder` holds the files served under `/assets`; what is wrong with them is reported as a fault. Throws when
  /// it cannot be read or two routes collide.
  public init(portal: Portal, publicFolder: String, isSecure: Bool) throws {
    self.portal = portal
    let folder = try PublicFolder(publicFolder)
    for complaint in folder.complaints { portal.settings.reportFault(complaint) }
    assets = Assets(folder)
    cookies = CookieNames(isSecure: isSecure)
    var table = RouteTable()
    Routes.add(to: &table)
    var tables: [Route.Face: Router<Route>] = [.page: Router(), .api: Router()]
    for route in table.routes {
      for face in route.faces { try tables[face]?.add(route.method, route.pattern, route) }
    }
    self.tables = tables
    describedRoutes = table.routes
  }

  /// What the body of a request may bring, by its route; short texts where there is none.
  public func bodyPlan(for request: Request) -> BodyPlan {
    let (face, segments) = Self.mount(request)
    guard case .found(let route, _) = tables[face]?.match(request.method, segments) else {
      return BodyPlan(bytes: Route.shortBody)
    }
    return route.bodyPlan
  }

  public func respond(to request: Request) async -> Response {
    if let asset = assets.response(to: request) { return asset.secured() }
    let (face, segments) = Self.mount(request)
    let exchange = Exchange(
      portal: portal, request: request, face: face, cookies: cookies, assets: assets)
    if face == .api, request.method == .get, segments == ["openapi.json"] {
      return Response.json(OpenAPI.document(of: describedRoutes)).secured()
    }
    guard let table = tables[face] else { return Response(.internalServerError) }
    switch table.match(request.method, segments) {
    case .found(let route, let parameters):
      return await exchange.answer(route, parameters).secured()
    case .wrongMethod(let allowed):
      return exchange.wrongMethod(allowed: allowed).secured()
    case .notFound:
      return await exchange.failure(PortalError.notFound).secured()
    }
  }

  /// The face a request is for, and its path there.
  private static func mount(_ request: Request) -> (face: Route.Face, segments: [String]) {
    let isAPI = request.segments.starts(with: ["api", "v1"])
    return isAPI ? (.api, Array(request.segments.dropFirst(2))) : (.page, request.segments)
  }
}

extension Response {
  /// With the headers that every response carries.
  fileprivate func secured() -> Response {
    var response = self
    response.headers.set(
      "Content-Security-Policy",
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    response.headers.set("X-Content-Type-Options", "nosniff")
    response.headers.set("Referrer-Policy", "same-origin")
    response.headers.set("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if response.headers[.cacheControl] == nil { response.headers.set(.cacheControl, "no-store") }
    return response
  }
}
