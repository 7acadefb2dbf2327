import HTTP
import HTTPServer
import Portal
import SQLite

/// What is told to machines that look after the portal: whether it lives, whether it can serve, and its metrics.
final class StatusPages: Sendable {
  private let portal: Portal
  private let metrics: Metrics
  private let token: MetricsToken
  /// Set once the server listens; the pages are asked for by it.
  private let server = Lock<HTTPServer.Server?>(nil)

  init(portal: Portal, metrics: Metrics, token: MetricsToken) {
    self.portal = portal
    self.metrics = metrics
    self.token = token
  }

  func watch(_ server: HTTPServer.Server) { self.server.withLock { $0 = server } }

  /// Nil when another page is asked for.
  func response(to request: Request) async -> Response? {
    guard request.method == .get || request.method == .head else { return nil }
    var response: Response
    switch request.path {
    case "/healthz": response = .text("alive\n")
    case "/readyz": response = readiness
    case "/metrics":
      guard token.admits(request) else { return nil }
      response = await metricsPage
    default: return nil
    }
    response.headers.set(.cacheControl, "no-store")
    response.route = "GET " + request.path
    return response
  }

  /// Whether requests should come here: not when the database cannot be read, nor when the server is about to end.
  private var readiness: Response {
    guard let server = server.withLock({ $0 }), !server.isShuttingDown else {
      return .text("ending\n", status: .serviceUnavailable)
    }
    do {
      try portal.database.read { _ = try $0.value("SELECT 1") as Int64? }
      return .text("ready\n")
    } catch {
      portal.settings.reportFault("readiness: \(error)")
      return .text("no database\n", status: .serviceUnavailable)
    }
  }

  private var metricsPage: Response {
    get async {
      let page = MetricsPage(
        routes: metrics.routes,
        connections: server.withLock { $0 }?.connections ?? ConnectionStatistics(),
        database: await portal.database.statistics())
      return Response(
        .ok, type: "text/plain; version=0.0.4; charset=utf-8", bytes: Array(page.text.utf8))
    }
  }
}
