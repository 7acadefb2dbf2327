import HTML
import Portal

/// What a deployment replaces, what replaces it and why it therefore ends, and whom it is offered to.
struct LineagePanel {
  let record: DeploymentRecord

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    let lineage = record.lineage
    if lineage.isReplaced {
      div(.class("notice warn")) {
        p {
          if record.deployment.desired.state == .released {
            visit(
              "Un autre déploiement a remplacé celui-ci.", "Another deployment replaced this one.")
          } else {
            visit(
              "Un autre déploiement remplace celui-ci, qui prend fin le \(visit.format(record.deployment.period.end)) : reprenez les données d’ici là.",
              "Another deployment replaces this one, which ends on \(visit.format(record.deployment.period.end)): take the data over by then."
            )
          }
          if let successor = lineage.successor {
            " "
            link(to: successor, visit("Voir le successeur", "View the successor"))
          }
        }
      }
    }
    if let predecessor = lineage.predecessor {
      div(.class("notice")) {
        p {
          visit(
            "Ce déploiement en remplace un autre, dont la fin est le \(visit.format(predecessor.period.end)).",
            "This deployment replaces another one, which ends on \(visit.format(predecessor.period.end))."
          )
          " "
          link(to: predecessor, visit("Voir le prédécesseur", "View the predecessor"))
        }
      }
    }
    if let (offer, receiver) = lineage.offer {
      div(.class("notice")) {
        p {
          if let outcome = offer.outcome {
            visit(
              "Offre à \(receiver) : \(outcome.label.french). ",
              "Offer to \(receiver): \(outcome.label.english). ")
          } else {
            visit(
              "Proposé à \(receiver) jusqu’au \(visit.format(offer.until)). ",
              "Offered to \(receiver) until \(visit.format(offer.until)). ")
          }
          a(visit("Voir l’offre", "View the offer"), .href("/offers/\(offer.id.text)"))
        }
        if !offer.reason.isEmpty { p(offer.reason, .class("prose")) }
      }
    }
  }

  private func link(to deployment: Deployment, _ label: String) -> HTML {
    a(label, .href("/deployments/\(deployment.id.text)"))
  }
}

/// What a request would replace, and what its approval leads to.
struct SuccessionNotice {
  let record: SuccessionRecord

  func content(_ visit: Visit) -> HTML {
    div(.class("notice")) {
      p {
        strong(visit(headline))
        if record.isPredecessorVisible {
          " "
          a(
            visit("Voir le déploiement actuel", "View the present deployment"),
            .href("/deployments/\(record.succession.predecessor.text)"))
        }
      }
      p(
        visit(
          "À l’approbation, un nouveau déploiement commence, et l’actuel prend fin \(record.overlapDays) jours plus tard au plus tard : les données se reprennent entre-temps.",
          "With the approval a new deployment begins, and the present one ends \(record.overlapDays) days later at the latest: the data are taken over meanwhile."
        ))
    }
  }

  private var headline: Text {
    switch record.succession.kind {
    case .move:
      Text(
        "Déménagement de « \(record.title) », de \(record.origin.name) vers \(record.destination.name).",
        "Move of “\(record.title)”, from \(record.origin.name) to \(record.destination.name).")
    case .takeOver:
      Text(
        "Reprise de « \(record.title) », de \(record.giver.name), à \(record.origin.name).",
        "Take-over of “\(record.title)” from \(record.giver.name), at \(record.origin.name).")
    }
  }
}
