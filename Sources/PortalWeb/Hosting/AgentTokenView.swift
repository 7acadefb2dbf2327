import HTML
import Portal

/// An agent's token, shown this once.
struct AgentTokenView: View {
  let site: Site
  let agent: Agent
  let token: String

  var title: Text { Text("Agent enrôlé", "Agent enrolled") }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Sites", "Sites"), "/sites"), (site.name, site.path)])
    h1(visit(title))
    div(.class("notice good")) {
      p(
        visit(
          "Voici le jeton de « \(agent.name) ». Il n’est montré qu’une fois : confiez-le au site.",
          "Here is the token of “\(agent.name)”. It is shown only once: hand it to the site."))
      p { code(token) }
    }
    p { a(visit("Retour au site", "Back to the site"), .href(site.path)) }
  }
}
