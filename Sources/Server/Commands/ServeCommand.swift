import HTTPServer
import Portal
import SQLite

extension Command {
  static let serve = Command(
    name: "serve", summary: Text("sert le portail", "serves the portal"),
    options: Configuration.serving
  ) { invocation, console in
    let configuration = try Configuration(invocation)
    let opening = Opening(configuration: configuration)
    let portal = try opening.portal()
    let server = try opening.server(of: portal)
    let address = "http://\(configuration.host):\(server.boundPort)/"
    console.print(Text("À l’écoute sur \(address)", "Listening on \(address)"))
    let housekeeping = Task { await Housekeeping(portal: portal).run() }
    try await server.runUntilTold()
    housekeeping.cancel()
    await housekeeping.value
    await portal.database.close()
  }
}
