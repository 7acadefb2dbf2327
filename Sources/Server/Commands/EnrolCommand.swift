import Foundation
import Portal
import SQLite

extension Command {
  static let enrolAgent = Command(
    name: "agent enrol",
    summary: Text("admet un agent sur un site", "admits an agent to a site"),
    options: Configuration.storage + [
      .init("site", "SLUG", Text("nom court du site", "the site’s short name")),
      .init("name", "NAME", Text("nom de l’agent", "the agent’s name")),
      .init(
        "token-file", "FILE",
        Text("où écrire le jeton (sinon affiché)", "where to write the token (else printed)")),
    ]
  ) { invocation, console in
    let slug = try invocation.required("site")
    let name = try invocation.required("name")
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    let site = try portal.site(slug, as: .console).site
    // Before anything is done: a token that cannot be written would be lost.
    let path = invocation.value("token-file")
    let file = try path.map(TokenFile.create)
    let token: String
    do {
      token = try await portal.enrolAgent(at: site.id, name: name, as: .console).token
    } catch {
      if let path { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
    await portal.database.close()
    if let path, let file {
      try file.write(contentsOf: Data((token + "\n").utf8))
      console.print(
        Text(
          "Agent admis ; jeton écrit dans « \(path) ».",
          "Agent admitted; token written to “\(path)”."))
    } else {
      // Alone on its line, for whoever pipes it on; it is shown this once.
      console.print(token)
    }
  }
}
