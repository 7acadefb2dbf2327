import Foundation
import HTTPServer
import Portal
import SQLite

extension Command {
  static let demo = Command(
    name: "demo",
    summary: Text(
      "remplit un territoire de démonstration et le sert, agent compris",
      "fills a demonstration territory and serves it, agent included"),
    options: Configuration.serving
  ) { invocation, console in
    var configuration = try Configuration(invocation)
    // The site's agent is on this machine: any port will do.
    configuration.serving.agents =
      configuration.serving.agents ?? .address(host: "127.0.0.1", port: 0)
    let accounts = try await Demonstration(configuration: configuration).accounts()
    let portal = try Opening(configuration: configuration).portal()
    let service = try Service(configuration, portal: portal)
    let address = service.address
    console.print(Text("Démonstration : \(address)/", "Demonstration: \(address)/"))
    for account in accounts {
      console.print(
        "  " + account.role.padding(to: 16) + account.email.padding(to: 34) + account.password)
    }
    let agent = DemoAgent(
      folder: DemoFolder(path: configuration.dataFolder), portal: portal,
      address: service.agentsAddress ?? address, console: console)
    // Ends with the service, and is waited for.
    async let _: Void = agent.run()
    try await service.run()
    await portal.database.close()
  }
}

/// Fills an empty data folder with the demonstration's story; leaves a full one as it is.
struct Demonstration {
  let configuration: Configuration

  /// How each role signs in.
  func accounts() async throws -> [DemoTerritory.Account] {
    let folder = DemoFolder(path: configuration.dataFolder)
    if let accounts = try folder.accounts() { return accounts }
    guard !FileManager.default.fileExists(atPath: configuration.databasePath) else {
      throw UsageError(
        Text(
          "« \(configuration.dataFolder) » contient déjà une base qui n’est pas une démonstration.",
          "“\(configuration.dataFolder)” holds a database that is no demonstration."))
    }
    let now = Settings().clock()
    let clock = StoryClock(start: now.adding(days: -230))
    var settings = Settings()
    settings.clock = { clock.now() }
    // The accounts are samples whose passwords are printed: a cheap hash will do.
    settings.passwordCost = 10
    let portal = try Opening(configuration: configuration).portal(settings)
    let territory = try await DemoTerritory(portal)
    try await importLibrary(into: portal)
    let cases = try await DemoCases(portal: portal, territory: territory, clock: clock).tell()
    let solutions = try DemoSolutions(portal: portal, territory: territory, cases: cases)
    let minutes = try await solutions.tell()
    try await DemoHosting(
      portal: portal, territory: territory, clock: clock, cases: cases, minutes: minutes
    ).tell()
    try await solutions.tellOfUpdate(of: minutes)
    await portal.database.close()
    try folder.keep(territory.accounts)
    return territory.accounts
  }

  /// The public library's own file, where it is at hand.
  private func importLibrary(into portal: Portal) async throws {
    guard let path = configuration.libraryFile,
      let file = FileManager.default.contents(atPath: path)
    else { return }
    _ = try await portal.importUseCases(Array(file), as: .console)
  }
}
