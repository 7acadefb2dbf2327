import HTML
import Portal

/// What a body can change of what it runs: ask for more or for longer, or give back at once.
struct DeploymentChangeView: View {
  let record: DeploymentRecord
  let state: FormState

  private var deployment: Deployment { record.deployment }
  var title: Text { Text("Modifier le déploiement", "Change the deployment") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Déploiements", "Deployments"), "/deployments"), (deployment.title, record.path),
    ])
    h1(visit(title))
    p(.class("lead")) {
      visit("Accordé aujourd’hui : ", "Granted today: ")
      visit.format(deployment.granted)
      visit(", jusqu’au ", ", until ")
      visit.format(deployment.period.end)
      "."
    }
    if !state.complaints.isEmpty {
      div(.class("notice bad"), .role(.alert)) {
        p(visit("Rien n’a été enregistré :", "Nothing was saved:"))
        ComplaintList(complaints: state.complaints).content(visit)
      }
    }
    article(.class("card")) {
      h2(visit("Demander davantage, ou plus longtemps", "Ask for more, or for longer"))
      p(
        visit(
          "Ce qui augmente se décide comme une demande. Rien ne change avant.",
          "What grows is decided like a request. Nothing changes before."), .class("soft"))
      form("changes", "change-", [HostingRequestFields.justification], visit) {
        visit("Préparer la demande", "Prepare the request")
      }
    }
    article(.class("card")) {
      h2(visit("Prolonger", "Extend"))
      visit.postForm(to: "\(record.path)/extension") {
        visit.compactField(
          HostingRequestFields.end, prefix: "extension-",
          value: deployment.period.end.adding(days: deployment.period.days).description)
        visit.compactField(
          HostingRequestFields.justification, prefix: "extension-",
          value: visit("Le service est toujours utilisé.", "The service is still in use."))
        button(visit("Demander la prolongation", "Ask for the extension"), .type(.submit))
      }
    }
    if record.offers.allow(.shrinkDeployment) {
      article(.class("card")) {
        h2(visit("Rendre une partie", "Give part of it back"))
        p(
          visit(
            "Aussitôt, sans décision : ce qui est rendu est libre pour d’autres.",
            "At once, without a decision: what is given back is free for others."), .class("soft"))
        form("reduction", "reduction-", [], visit) { visit(Action.shrinkDeployment.label) }
      }
    }
    visit.whyNot(record.offers.filter { $0.action == .shrinkDeployment })
  }

  /// The amounts and the end as they are, to be changed.
  private func form(
    _ noun: String, _ prefix: String, _ more: [Field], _ visit: Visit,
    @HTMLBuilder label: () -> HTML
  ) -> HTML {
    visit.postForm(to: "\(record.path)/\(noun)") {
      input(.type(.hidden), .name("version"), .value(String(deployment.version)))
      div(.class("pair")) {
        for resourceClass in ResourceClass.allCases {
          visit.compactField(
            Field(resourceClass.rawValue, resourceClass.label, .line(maximum: 10)), prefix: prefix,
            value: String(deployment.granted[resourceClass]))
        }
        visit.compactField(
          HostingRequestFields.end, prefix: prefix, value: deployment.period.end.description)
        for field in more { visit.compactField(field, prefix: prefix) }
      }
      button(.type(.submit)) { label() }
    }
  }
}
