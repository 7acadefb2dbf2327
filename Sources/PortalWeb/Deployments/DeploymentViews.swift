import HTML
import Portal

/// The deployments that the member may see.
struct DeploymentListView: View {
  let page: Page<DeploymentLine>

  var title: Text { Text("Déploiements", "Deployments") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      p(.class("actions")) {
        a(
          visit("Consommation et énergie", "Consumption and energy"), .class("button plain"),
          .href("/consumption"))
      }
    }
    if page.items.isEmpty {
      p(
        visit(
          "Aucun déploiement. Il en naît un de chaque demande d’hébergement approuvée.",
          "No deployment. Each approved hosting request becomes one."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for line in page.items {
          li {
            h2 { a(line.deployment.title, .href("/deployments/\(line.deployment.id.text)")) }
            p(.class("row small soft")) {
              visit.badge(line.label)
              span(line.organisation)
              span(visit.format(line.deployment.granted))
              span(
                visit(
                  "jusqu’au \(visit.format(line.deployment.period.end))",
                  "until \(visit.format(line.deployment.period.end))"))
            }
          }
        }
      }
      visit.paging(of: page, noun: Text("déploiements", "deployments"))
    }
  }
}

/// A deployment: how it is, what is wanted, what the site reported.
struct DeploymentView: View {
  let record: DeploymentRecord
  let consumption: ConsumptionPanel
  let state: FormState

  private var deployment: Deployment { record.deployment }
  var title: Text { Text(verbatim: deployment.title) }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Déploiements", "Deployments"), "/deployments")])
    div(.class("head")) {
      div {
        h1(deployment.title)
        p(.class("row")) {
          visit.badge(record.label)
          span(record.organisation.name, .class("soft"))
          visit.sampleBadge(if: record.site.isSample)
        }
      }
      if record.label == .running, let link = ExternalLink(deployment.observed.endpoint) {
        a(visit("Ouvrir le service", "Open the service"), .class("button"), .href(link))
      }
    }
    if state.staleness != nil {
      div(.class("notice warn"), .role(.alert)) {
        p(
          visit(
            "L’ordre a changé pendant que vous le lisiez. Vérifiez ce qui suit, puis recommencez.",
            "The order changed while you were reading it. Check what follows, then try again."))
      }
    }
    for condition in Deployment.Condition.allCases where record.conditions.contains(condition) {
      div(.class("notice warn")) { p(visit(condition.text)) }
    }
    LineagePanel(record: record).content(visit)
    if record.label == .failed, !deployment.observed.reason.isEmpty {
      div(.class("notice bad")) { p(deployment.observed.reason) }
    }
    if let (withdrawal, _) = record.solution?.withdrawal {
      WithdrawalNotice(
        withdrawal: withdrawal,
        text: Text(
          "La version en place est retirée du catalogue.",
          "The version that runs is withdrawn from the catalogue.")
      ).content(visit)
    }
    if let update = record.update {
      SolutionUpdateView(record: record, update: update).content(visit)
    }
    div(.class("columns")) {
      div {
        orders(visit)
        certificate(visit)
        facts(visit)
        consumption.content(visit)
        history(visit)
      }
      aside {
        observations(visit)
        visit.whyNot(record.offers)
      }
    }
  }

  @HTMLBuilder private func orders(_ visit: Visit) -> HTML {
    let offered = DeploymentRoutes.orders.filter { record.offers.allow($0.action) }
    if !offered.isEmpty {
      article(.class("card")) {
        h2(visit("Et maintenant ?", "What next?"))
        p(
          visit(
            "Un ordre est porté au site à son prochain relevé ; libérer supprime les données pour de bon.",
            "An order reaches the site when it next asks; releasing deletes the data for good."),
          .class("soft"))
        div(.class("actions")) {
          if record.offers.allow(.shrinkDeployment) {
            a(
              visit("Modifier ou prolonger", "Change or extend"), .class("button plain"),
              .href("/deployments/\(deployment.id.text)/change"))
          }
          if record.offers.allow(.offerDeployment), !record.lineage.isReplaced {
            a(
              visit("Déménager ou céder", "Move or hand over"), .class("button plain"),
              .href("/deployments/\(deployment.id.text)/succession"))
          }
          for order in offered {
            visit.postForm(to: "/deployments/\(deployment.id.text)/\(order.noun)") {
              input(.type(.hidden), .name("version"), .value(String(deployment.version)))
              button(visit(order.action.label), .type(.submit), .class(order.style.rawValue))
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func certificate(_ visit: Visit) -> HTML {
    if let release = record.release {
      article(.class("card")) {
        h2(visit("Attestation de libération", "Certificate of release"))
        p(
          visit(
            "Le site a rendu compte de la suppression du service et de ses données.",
            "The site has reported the service and its data deleted."))
        dl(.class("facts")) {
          dt(visit("Supprimé", "Deleted"))
          dd(visit.format(release.amounts))
          dt(visit("Ordre de libération", "Order to release"))
          dd {
            "\(visit("ordre", "order")) \(release.revision), "
            visit.format(release.orderedAt)
            ", SHA-256 "
            code(release.digest)
          }
          dt(visit("Constaté absent par le site", "Reported absent by the site"))
          dd { visit.format(release.absentAt) }
        }
      }
    }
  }

  private func facts(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Ce qui est approuvé", "What is approved"))
      dl(.class("facts")) {
        for resourceClass in ResourceClass.allCases where deployment.granted[resourceClass] > 0 {
          dt(visit(resourceClass.label))
          dd(visit.format(deployment.granted[resourceClass]))
        }
        dt(visit("Période", "Period"))
        dd(
          visit(
            "du \(visit.format(deployment.period.start)) au \(visit.format(deployment.period.end)), non compris",
            "from \(visit.format(deployment.period.start)) to \(visit.format(deployment.period.end)), not included"
          ))
        SolutionFact(release: record.solution).content(visit)
        dt(visit("Site", "Site"))
        dd(record.site.name)
        dt(visit("Maintenance technique", "Technical maintainer"))
        dd(record.maintainer?.name ?? visit("l’organisme lui-même", "the body itself"))
        dt(visit("État demandé", "Desired state"))
        dd(
          "\(visit(deployment.desired.state.label)) (\(visit("ordre", "order")) \(deployment.desired.revision))"
        )
        dt(visit("Demande", "Request"))
        dd {
          a(
            visit("voir la demande", "view the request"),
            .href("/hosting-requests/\(deployment.request.text)"))
        }
      }
    }
  }

  private func history(_ visit: Visit) -> HTML {
    details {
      summary(
        visit(
          "Les ordres donnés, tels que le site les relève",
          "The orders given, as the site pulls them"))
      for order in record.handOvers {
        h3("\(visit("Ordre", "Order")) \(order.revision)")
        p(.class("small soft")) {
          visit.format(order.at)
          ", SHA-256 "
          code(order.digestText)
          order.signature.map {
            visit(", signé par la clé \($0.key)", ", signed by the key \($0.key)")
          } ?? visit(", non signé", ", not signed")
        }
        pre(order.document)
      }
    }
  }

  private func observations(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Ce que le site rapporte", "What the site reports"))
      if record.observations.isEmpty {
        p(visit("Rien pour l’instant.", "Nothing so far."), .class("soft"))
      } else {
        ol(.class("timeline small")) {
          for observation in record.observations {
            li {
              strong(visit(observation.phase.text))
              " · \(visit("ordre", "order")) \(observation.revision)"
              p(.class("soft")) { visit.format(observation.at) }
              if !observation.reason.isEmpty { p(observation.reason) }
            }
          }
        }
      }
    }
  }
}

extension Visit {
  func badge(_ label: Deployment.Label) -> HTML {
    let tone: Tone =
      switch label {
      case .awaitingHandOver, .provisioning, .releasing: .accent
      case .running: .good
      case .suspended, .unknown: .warn
      case .released: .quiet
      case .failed: .bad
      }
    return badge(label.text, tone)
  }
}
