import HTML
import Portal

/// An agent's one-time code, shown this once.
struct AgentCodeView: View {
  let site: Site
  let agent: Agent
  let code: EnrolmentCode

  var title: Text { Text("Agent à enrôler", "Agent to be enrolled") }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Sites", "Sites"), "/sites"), (site.name, site.path)])
    h1(visit(title))
    div(.class("notice good")) {
      p {
        visit(
          "Voici le code de « \(agent.name) ». Il n’est montré qu’une fois, sert une fois, jusqu’au ",
          "Here is the code of “\(agent.name)”. It is shown only once and works once, until ")
        visit.format(agent.codeExpiresAt)
        visit(" ; confiez-le au site, qui lancera :", "; hand it to the site, which runs:")
      }
      pre(
        "fabrique agent enrol --state DIR --portal https://HOST:PORT --code \(code.text)")
    }
    p { a(visit("Retour au site", "Back to the site"), .href(site.path)) }
  }
}
