import HTML
import Portal

/// An offer to take over: what is offered, by whom, until when, and how to answer.
struct DeploymentOfferView: View {
  let record: DeploymentOfferRecord
  let state: FormState

  private var offer: DeploymentOffer { record.offer }
  var title: Text { Text("Offre de reprise", "Offer to take over") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Déploiements", "Deployments"), "/deployments")])
    h1(visit(title))
    p(.class("row")) {
      strong(record.title)
      span("\(record.giver.name) → \(record.receiver.name)", .class("soft"))
      if let outcome = offer.outcome {
        visit.badge(outcome.label)
      } else if record.isOpen {
        visit.badge(Text("ouverte", "open"), .accent)
      } else {
        visit.badge(Text("échue", "past its day"))
      }
      visit.sampleBadge(if: record.giver.isSample)
    }
    FormFields(visit: visit, state: state).summary(fields: [.reason])
    facts(visit)
    if record.canTakeOver { takeOver(visit) }
    if record.offers.allow(.declineOffer) { refusal(visit) }
    if record.offers.allow(.withdrawOffer) {
      article(.class("card")) {
        p(
          visit(
            "Une fois l’offre retirée, une reprise en cours d’instruction ne peut plus être approuvée.",
            "Once the offer is withdrawn, a take-over under review cannot be approved any more."))
        visit.deed(
          Action.withdrawOffer.label, to: "\(record.path)/withdrawal", style: .danger)
      }
    }
  }

  private func facts(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Ce qui est proposé", "What is offered"))
      dl(.class("facts")) {
        dt(visit("Ressources", "Resources"))
        dd(visit.format(record.amounts))
        dt(visit("Cas d’usage", "Use case"))
        dd { a(record.useCase.title, .href("/use-cases/\(record.useCase.id.text)")) }
        dt(visit("Période", "Period"))
        dd(
          visit(
            "du \(visit.format(record.period.start)) au \(visit.format(record.period.end)), non compris",
            "from \(visit.format(record.period.start)) to \(visit.format(record.period.end)), not included"
          ))
        dt(visit(HostingRequestFields.dataClass.label))
        dd(visit(record.dataClass.label))
        dt(visit("Site", "Site"))
        dd(record.site.name)
        dt(visit(SuccessionFields.until.label))
        dd {
          visit.format(offer.until)
          if offer.outcome == nil {
            p(
              visit(
                "Une reprise soumise ce jour-là au plus tard peut encore être approuvée ensuite.",
                "A take-over submitted by that day may still be approved afterwards."),
              .class("small soft"))
          }
        }
        if !offer.reason.isEmpty {
          dt(visit("Motif du refus", "Reason for declining"))
          dd(offer.reason, .class("prose"))
        }
      }
    }
  }

  private func takeOver(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Reprendre", "Take over"))
      p(
        visit(
          "Une demande d’hébergement est préparée au nom de votre organisme, avec les mêmes ressources et la même fin. Complétez-la (analyse d’impact, mainteneur, justification), puis soumettez-la : elle se décide comme toute autre, sur votre quota.",
          "A hosting request is prepared in your body’s name, with the same resources and the same end. Complete it (impact assessment, maintainer, justification), then submit it: it is decided like any other, on your quota."
        ))
      visit.deed(
        Text("Préparer la demande de reprise", "Prepare the request to take over"),
        to: "\(record.path)/take-over")
    }
  }

  private func refusal(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit(Action.declineOffer.label))
      visit.postForm(to: "\(record.path)/refusal") {
        FormFields(visit: visit, state: state)(Field.reason)
        button(visit(Action.declineOffer.label), .type(.submit), .class("plain"))
      }
    }
  }
}
