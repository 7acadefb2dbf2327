import Portal
import SQLite

extension Command {
  static let serve = Command(
    name: "serve", summary: Text("sert le portail", "serves the portal"),
    options: Configuration.serving
  ) { invocation, console in
    let configuration = try Configuration(invocation)
    let portal = try Opening(configuration: configuration).portal()
    let service = try Service(configuration, portal: portal)
    console.print(
      Text("À l’écoute sur \(service.address)/", "Listening on \(service.address)/"))
    if let address = service.agentsAddress {
      console.print(Text("Agents des sites : \(address)", "Sites’ agents: \(address)"))
    }
    try await service.run()
    await portal.database.close()
  }
}
