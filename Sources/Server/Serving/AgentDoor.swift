import Crypto
import HTTP
import HTTPServer
import Portal
import PortalWeb

/// The endpoint where sites' agents call, showing certificates of the portal's own authority: the hand-over is there, and
/// nothing else is.
///
/// Never behind a proxy that ends TLS: who calls is known by the connection itself.
struct AgentDoor: Sendable {
  private let server: HTTPServer.Server
  private let portal: Portal

  /// Listens from its creation on, within the limits of `settings`.
  init(
    _ endpoint: Endpoint, within settings: HTTPServer.Configuration, portal: Portal, face: WebPortal
  ) throws {
    self.portal = portal
    var settings = settings
    settings.endpoints = [endpoint]
    settings.tls = try Self.context(of: portal)
    settings.proxies = nil
    settings.uploadFolder = nil
    settings.threads = 1
    server = try HTTPServer.Server(settings, handler: AgentHandler(face: face))
  }

  var port: UInt16 { server.boundPort }

  func run() async throws { try await server.run() }

  func shutdown() { server.shutdown() }

  /// A new certificate for connections from now on.
  func renewTLS() throws { server.replaceTLS(try Self.context(of: portal)) }

  private static func context(of portal: Portal) throws -> TLSContext {
    let (certificate, key) = try portal.keys.serverCertificate(at: portal.settings.clock())
    return try TLSContext(
      certificate: certificate, key: key, clientAuthority: portal.keys.authority.certificate)
  }
}

/// Puts the hand-over where the server looks for it.
private struct AgentHandler: Handler {
  let face: WebPortal

  func bodyPlan(for request: Request) -> BodyPlan { face.bodyPlan(for: request, at: .agents) }

  func respond(
    refusing request: Request, with status: Status, because reason: String
  ) async -> Response {
    await face.respond(refusing: request, at: .agents, with: status)
  }

  func respond(to request: Request) async -> Response {
    await face.respond(to: request, at: .agents)
  }
}
