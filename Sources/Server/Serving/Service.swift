import HTTPServer
import Portal
import PortalWeb

/// A portal being served, with all that goes on around it: metrics, access log, certificate, housekeeping.
///
/// Listens from its creation on.
struct Service: Sendable {
  private let configuration: Configuration
  private let portal: Portal
  private let server: HTTPServer.Server
  private let agents: AgentDoor?
  private let log: AccessLog?
  private let claim: DataClaim
  /// Heard from the start on: whoever reads that the portal listens may tell it to end at once.
  private let signals: AsyncStream<ProcessSignal>

  init(_ configuration: Configuration, portal: Portal) throws {
    self.configuration = configuration
    self.portal = portal
    signals = try ProcessSignal.stream()
    let serving = configuration.serving
    claim = try DataClaim(folder: configuration.dataFolder, takesOver: serving.server.takesOver)
    let log = try serving.accessLog.map { try AccessLog(path: $0, clock: portal.settings.clock) }
    self.log = log
    let metrics = Metrics()
    var settings = serving.server
    settings.tls = try serving.tls?.context()
    settings.uploadFolder = configuration.dataFolder + "/uploads"
    settings.onExchange = { exchange in
      metrics.add(exchange)
      log?.write(exchange)
    }
    let status = StatusPages(portal: portal, metrics: metrics, token: serving.metricsToken)
    let face = try WebPortal(
      portal: portal, publicFolder: configuration.publicFolder, isSecure: serving.isSecure)
    server = try HTTPServer.Server(settings, handler: PortalHandler(face: face, status: status))
    status.watch(server)
    agents = try serving.agents.map { [settings] in
      try AgentDoor($0, within: settings, portal: portal, face: face)
    }
  }

  var address: String { configuration.serving.address(port: server.boundPort) }

  /// Where sites' agents call; nil when they cannot.
  var agentsAddress: String? {
    agents.flatMap { configuration.serving.agentsAddress(port: $0.port) }
  }

  /// Until the program is told to end and the last request is answered.
  func run() async throws {
    let company = Task {
      await withDiscardingTaskGroup { group in
        group.addTask { await Housekeeping(portal: portal).run() }
        if let mailer = configuration.serving.mailer {
          group.addTask { await mailer.run(for: portal) }
        }
        group.addTask { await claim.succeed() }
        group.addTask { await renewTLS() }
        if let log { group.addTask { await log.run() } }
      }
    }
    defer { company.cancel() }
    // Ends with the portal, however that ends.
    let door = Task { try await agents?.run() }
    defer { agents?.shutdown() }
    try await server.run(until: signals, onReload: reload)
    agents?.shutdown()
    try await door.value
    company.cancel()
    await company.value
  }

  /// Once a day a new context, since its keys open the sessions that clients keep.
  private func renewTLS() async {
    while configuration.serving.tls != nil || agents != nil,
      (try? await Task.sleep(for: .seconds(86_400))) != nil
    {
      reload()
    }
  }

  /// Reads the certificate again and goes on in the log file of this name; what cannot be had leaves the old in place.
  private func reload() {
    do {
      try agents?.renewTLS()
      if let tls = configuration.serving.tls { server.replaceTLS(try tls.context()) }
      try log?.reopen()
    } catch {
      portal.settings.reportFault("reload: \(FailureReport(error).text.english)")
    }
  }
}
