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
    var tables: [Route.Face: Router<MountedRoute>] = [:]
    for route in table.routes {
      for face in route.faces {
        try tables[face, default: Router()].add(
          route.method, route.pattern, MountedRoute(route, on: face))
      }
    }
    self.tables = tables
    describedRoutes = table.routes
  }

  /// Where a request came in: what is at one door is not at the other.
  public enum Door: Sendable {
    /// Pages and API, for people and their programs.
    case front
    /// The hand-over, for sites' agents, who show certificates.
    case agents
  }

  /// What the body of a request may bring, by its route; short texts where there is none.
  public func bodyPlan(for request: Request, at door: Door = .front) -> BodyPlan {
    let (face, segments) = Self.mount(request, at: door)
    guard let segments,
      case .found(let route, _) = tables[face]?.match(request.method, segments)
    else {
      return BodyPlan(bytes: Route.shortBody)
    }
    return route.route.bodyPlan
  }

  public func respond(to request: Request, at door: Door = .front) async -> Response {
    if door == .front, let asset = assets.response(to: request) {
      return asset.named("GET /assets/*name")
    }
    let (face, segments) = Self.mount(request, at: door)
    let exchange = Exchange(
      portal: portal, request: request, face: face, cookies: cookies, assets: assets)
    if face != .page, request.method == .get, segments == ["openapi.json"] {
      return Response.json(OpenAPI.document(of: describedRoutes, on: face)).uncached()
        .named("GET \(face.prefix)/openapi.json")
    }
    guard let segments, let table = tables[face] else {
      return await exchange.failure(PortalError.notFound).uncached()
    }
    switch table.match(request.method, segments) {
    case .found(let route, let parameters):
      return await exchange.answer(route.route, parameters).uncached().named(route.name)
    case .wrongMethod(let allowed):
      return exchange.wrongMethod(allowed: allowed).uncached()
    case .notFound:
      return await exchange.failure(PortalError.notFound).uncached()
    }
  }

  /// What is said when the server cannot take what was sent; nothing has been done with it.
  public func respond(
    refusing request: Request, at door: Door = .front, with status: Status
  ) async -> Response {
    let (face, _) = Self.mount(request, at: door)
    let exchange = Exchange(
      portal: portal, request: request, face: face, cookies: cookies, assets: assets)
    return await exchange.failure(WebError.notTaken(status)).uncached()
  }

  /// The face a request is for, and its path there; `nil` where nothing can be.
  private static func mount(
    _ request: Request, at door: Door
  ) -> (face: Route.Face, segments: [String]?) {
    if door == .agents { return (.handOver, Route.Face.handOver.segments(of: request.segments)) }
    if let segments = Route.Face.api.segments(of: request.segments) { return (.api, segments) }
    return (.page, request.segments)
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
    name = "\(route.method.name) \(face.prefix)\(route.pattern)"
  }
}
