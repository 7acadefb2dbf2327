import HTML
import Portal

/// A site: what there is, what is promised of it, and the agents that carry orders out.
struct SiteView: View {
  let record: SiteRecord
  let state: FormState

  var title: Text { Text(verbatim: record.site.name) }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Sites", "Sites"), "/sites")])
    div(.class("head")) {
      h1 {
        record.site.name
        " "
        visit.sampleBadge(if: record.site.isSample)
      }
      p(.class("actions")) {
        a(
          visit("Rapport annuel", "Yearly report"), .class("button plain"),
          .href("/sites/\(record.site.slug)/reports/\(record.lastYear)"))
      }
    }
    if !record.site.note.isEmpty { p(record.site.note, .class("lead")) }
    if state.staleness != nil {
      div(.class("notice warn"), .role(.alert)) {
        p(
          visit(
            "L’inventaire a changé entre-temps. Vérifiez les valeurs, puis recommencez.",
            "The inventory changed meanwhile. Check the figures, then try again."))
      }
    }
    if !state.complaints.isEmpty {
      div(.class("notice bad"), .role(.alert)) {
        p(visit("Rien n’a été enregistré :", "Nothing was saved:"))
        ComplaintList(complaints: state.complaints).content(visit)
      }
    }
    for pool in record.pools {
      PoolPanel(site: record.site, record: pool, offers: record.offers).content(visit)
    }
    if let comparison = record.platform { PlatformPanel(comparison: comparison).content(visit) }
    agents(visit)
    visit.whyNot(record.offers)
  }

  /// Whether it has enrolled, when it called, how long it is known.
  @HTMLBuilder private func standing(of agent: Agent, _ visit: Visit) -> HTML {
    if agent.codeUsedAt == nil {
      visit("son code sert jusqu’au ", "its code works until ")
      visit.format(agent.codeExpiresAt)
    } else {
      if let seen = agent.lastSeenAt {
        visit("vu le ", "seen on ")
        visit.format(seen)
      } else {
        visit("jamais vu", "never seen")
      }
      if let end = agent.certificateExpiresAt {
        visit(", certificat jusqu’au ", ", certificate until ")
        visit.format(end)
      }
    }
  }

  private func agents(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Agents", "Agents"))
      if record.agents.isEmpty {
        p(
          visit(
            "Aucun agent : les ordres attendent d’être relevés.",
            "No agent: orders wait to be pulled."), .class("soft"))
      }
      ul(.class("offers")) {
        for agent in record.agents {
          li(.class("row")) {
            strong(agent.name)
            if agent.revokedAt != nil {
              visit.badge(Text("révoqué", "revoked"), .bad)
            } else {
              span(.class("soft")) { standing(of: agent, visit) }
            }
            if agent.revokedAt == nil, record.offers.allow(.revokeAgent) {
              visit.deed(
                Action.revokeAgent.label,
                to: "/sites/\(record.site.slug)/agents/\(agent.id.text)/revocation",
                style: .danger)
            }
          }
        }
      }
      if record.offers.allow(.enrolAgent) {
        visit.postForm(to: "/sites/\(record.site.slug)/agents") {
          FormFields(visit: visit, state: state)(SiteFields.agentName)
          button(visit(Action.enrolAgent.label), .type(.submit), .class("plain"))
        }
      }
    }
  }
}
