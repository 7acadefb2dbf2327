public import HTTP
import JSON
public import Portal

/// The web face of a portal: every request in, every response out.
public struct WebPortal: Sendable {
  private let portal: Portal
  private let assets: Assets
  private let cookies: CookieNames
  private let tables: [Route.Face: Router<MountedRoute>]
  private let describedRoutes: [Route]

  /// `publicFolder` holds the files served under `/assets`. Throws when it cannot be read or two routes collide.
  public init(portal: Portal, publicFolder: String, isSecure: Bool) throws {
    self.portal = portal
    assets = try Assets(folder: publicFolder)
    cookies = CookieNames(isSecure: isSecure)
    var table = RouteTable()
    Routes.add(to: &table)
    var tables: [Route.Face: Router<MountedRoute>] = [.page: Router(), .api: Router()]
    for route in table.routes {
      for face in route.faces {
        try tables[face]?.add(route.method, route.pattern, MountedRoute(route, on: face))
      }
    }
    self.tables = tables
    describedRoutes = table.routes
  }

  /// The largest body that a request may have, in bytes: text forms only, so far.
  public static let bodyLimit = 512 * 1024

  public func respond(to request: Request) async -> Response {
    if let asset = assets.response(to: request) { return asset.named("GET /assets/*name") }
    let face: Route.Face = request.segments.starts(with: ["api", "v1"]) ? .api : .page
    let exchange = Exchange(
      portal: portal, request: request, face: face, cookies: cookies, assets: assets)
    let segments = face == .api ? Array(request.segments.dropFirst(2)) : request.segments
    if face == .api, request.method == .get, segments == ["openapi.json"] {
      return Response.json(OpenAPI.document(of: describedRoutes)).uncached()
        .named("GET /api/v1/openapi.json")
    }
    guard let table = tables[face] else { return Response(.internalServerError) }
    switch table.match(request.method, segments) {
    case .found(let route, let parameters):
      return await exchange.answer(route.route, parameters).uncached().named(route.name)
    case .wrongMethod(let allowed):
      return exchange.wrongMethod(allowed: allowed).uncached()
    case .notFound:
      return await exchange.failure(PortalError.notFound).uncached()
    }
  }
}

extension Response {
  /// With the name of the route, for log and metrics.
  fileprivate func named(_ route: String) -> Response {
    var response = self
    response.route = route
    return response
  }

  /// Kept by nobody unless it says otherwise: most pages are for one person only.
  fileprivate func uncached() -> Response {
    var response = self
    if response.headers[.cacheControl] == nil { response.headers.set(.cacheControl, "no-store") }
    return response
  }
}

/// A route as one face has it.
private struct MountedRoute {
  let route: Route
  /// Method and pattern, `GET /api/v1/use-cases/:id`.
  let name: String

  init(_ route: Route, on face: Route.Face) {
    self.route = route
    name = "\(route.method.name) \(face == .api ? "/api/v1" : "")\(route.pattern)"
  }
}
