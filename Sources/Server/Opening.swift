import Foundation
import HTTP
import HTTPServer
import Portal
import PortalWeb
import SQLite

/// Opens what a configuration names: the one place where folders become a portal.
struct Opening {
  let configuration: Configuration

  /// The portal on its database, brought up to date. Creates the data folder, readable by its owner only.
  func portal(_ settings: Settings = Settings()) throws -> Portal {
    // The rules first: on bad ones nothing is begun.
    let rules = try RuleBook(folder: configuration.policiesFolder)
    try FileManager.default.createDirectory(
      atPath: configuration.dataFolder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let database = try Database.open(
      path: configuration.databasePath, readers: 2 * Self.cores, migrations: Migrations.all)
    return Portal(database: database, rules: rules, settings: settings)
  }

  /// The server in front of a portal, listening already.
  func server(of portal: Portal) throws -> HTTPServer.Server {
    let face = try WebPortal(
      portal: portal, publicFolder: configuration.publicFolder, isSecure: configuration.isSecure)
    var settings = HTTPServer.Configuration(
      host: configuration.host == "localhost" ? "127.0.0.1" : configuration.host,
      port: UInt16(clamping: configuration.port), threads: Self.cores)
    settings.uploadFolder = configuration.dataFolder + "/uploads"
    return try HTTPServer.Server(settings, handler: PortalHandler(face: face))
  }

  static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
}

/// Puts the web face where the server looks for it.
struct PortalHandler: Handler {
  let face: WebPortal

  func bodyPlan(for request: Request) -> BodyPlan { face.bodyPlan(for: request) }

  func respond(to request: Request) async -> Response { await face.respond(to: request) }
}

extension HTTPServer.Server {
  /// Serves until SIGTERM or SIGINT, then drains.
  func runUntilTold() async throws {
    let signals = try TerminationSignals.stream()
    let watch = Task {
      for await _ in signals {
        shutdown()
        return
      }
    }
    defer { watch.cancel() }
    try await run()
  }
}
