import Portal
import SQLite

extension Command {
  static let agentCode = Command(
    name: "agent code",
    summary: Text(
      "donne le code unique d’un nouvel agent, sur le portail",
      "gives the one-time code of a new agent, at the portal"),
    options: Configuration.storage + [
      .init("site", "SLUG", Text("nom court du site", "the site’s short name")),
      .init("name", "NAME", Text("nom de l’agent", "the agent’s name")),
    ]
  ) { invocation, console in
    let slug = try invocation.required("site")
    let name = try invocation.required("name")
    try await withPortal(invocation) { portal in
      let site = try portal.site(slug, as: .console).site
      // Alone on its line, for whoever pipes it on; it is shown this once.
      console.print(try await portal.enrolAgent(at: site.id, name: name, as: .console).code.text)
    }
  }

  static let agentEnrol = Command(
    name: "agent enrol",
    summary: Text(
      "enrôle l’agent de ce site par son code unique",
      "enrols the agent of this site by its one-time code"),
    options: [
      .init(
        "portal", "URL", Text("adresse des agents, https://…", "address for agents, https://…")),
      .init(
        "code", "CODE",
        Text("code unique (- : lu sur l’entrée)", "one-time code (-: read from standard input)")),
      .init("state", "DIR", Text("dossier de l’agent", "the agent’s folder")),
    ]
  ) { invocation, console in
    let address = try PortalAddress(try invocation.required("portal"))
    let given = try invocation.required("code")
    guard let code = EnrolmentCode(given == "-" ? readLine() ?? "" : given) else {
      throw UsageError(Text("--code : ce n’est pas un code.", "--code: this is no code."))
    }
    let state = try StateFolder(try invocation.required("state"))
    try AgentIdentity.enrol(at: address, by: code, in: state.path)
    console.print(Text("Agent enrôlé.", "Agent enrolled."))
  }
}
