import HTML
import Portal

/// Where a deployment can go: to another site of the operator's, or to another public body.
struct SuccessionView: View {
  let record: DeploymentRecord
  let choices: SuccessionChoices
  let overlapDays: Int
  let state: FormState

  private var deployment: Deployment { record.deployment }
  var title: Text { Text("Déménager ou céder", "Move or hand over") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Déploiements", "Deployments"), "/deployments"), (deployment.title, record.path),
    ])
    h1(visit(title))
    p(
      visit(
        "Le portail ne touche pas aux données : un nouveau déploiement est créé, et le mainteneur y reprend les données pendant que l’actuel fonctionne encore.",
        "The portal does not touch the data: a new deployment is made, and the maintainer takes the data over while the present one still runs."
      ), .class("lead"))
    let form = FormFields(visit: visit, state: state)
    form.summary(fields: [
      SuccessionFields.site, SuccessionFields.receiver, SuccessionFields.until,
      HostingRequestFields.justification,
    ])
    move(form, visit)
    if record.offers.allow(.offerDeployment) { offer(form, visit) }
    visit.whyNot(record.offers.filter { $0.action == .offerDeployment })
  }

  private func move(_ form: FormFields, _ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Déménager vers un autre site", "Move to another site"))
      p(.class("soft")) {
        visit("Aujourd’hui : ", "Today: ")
        record.site.name
        ", "
        visit.format(deployment.granted)
        visit(", jusqu’au ", ", until ")
        visit.format(deployment.period.end)
        visit(
          ". Ressources et fin restent les mêmes ; la demande se décide comme une nouvelle.",
          ". Resources and end stay the same; the request is decided like a new one.")
      }
      consequence(
        Text(
          "À l’approbation, le nouveau déploiement commence au nouveau site",
          "With the approval the new deployment begins at the new site"), visit)
      if choices.sites.isEmpty {
        p(
          visit(
            "Aucun autre site n’a de ressources à offrir.",
            "No other site has resources to offer."))
      } else {
        visit.postForm(to: "\(record.path)/moves") {
          form(SuccessionFields.site.choosing(choices.sites.map { ($0.slug, $0.name) }))
          form(HostingRequestFields.justification)
          button(visit("Préparer la demande", "Prepare the request"), .type(.submit))
        }
      }
    }
  }

  private func offer(_ form: FormFields, _ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Céder à un autre organisme public", "Hand over to another public body"))
      p(
        visit(
          "L’organisme destinataire voit les ressources, le cas d’usage et la période, puis demande la reprise à son nom : son quota, ses données, son avis. Vous pouvez retirer l’offre jusqu’à l’approbation.",
          "The receiving body sees the resources, the use case and the period, and then asks to take over in its own name: its quota, its data, its opinion. You can withdraw the offer until the approval."
        ), .class("soft"))
      consequence(
        Text(
          "À l’approbation, le déploiement de l’autre organisme commence au même site",
          "With the approval the other body’s deployment begins at the same site"), visit)
      visit.postForm(to: "\(record.path)/offers") {
        form(
          SuccessionFields.receiver.choosing(choices.receivers.map { ($0.id.text, $0.name) }))
        form(SuccessionFields.until)
        button(visit(Action.offerDeployment.label), .type(.submit))
      }
    }
  }

  private func consequence(_ beginning: Text, _ visit: Visit) -> HTML {
    p(
      visit(
        "\(beginning.french), et l’actuel prend fin \(overlapDays) jours plus tard au plus tard. Vous pouvez le libérer plus tôt.",
        "\(beginning.english), and the present one ends \(overlapDays) days later at the latest. You can release it earlier."
      ), .class("soft"))
  }
}
