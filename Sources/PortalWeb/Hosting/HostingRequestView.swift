import HTML
import Portal

/// A request: where it stands, what to do next, what it asks for, and who decided what.
struct HostingRequestView: View {
  let record: HostingRequestRecord
  let state: FormState

  private var request: HostingRequest { record.request }
  var title: Text { Text(verbatim: request.title) }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Hébergement", "Hosting"), "/hosting-requests")])
    div(.class("head")) {
      div {
        h1(request.title)
        p(.class("row")) {
          visit.badge(request.state)
          visit.badge(
            request.dataClass.label, request.dataClass.isPersonal ? .warn : .quiet)
          span(record.organisation.name, .class("soft"))
          visit.sampleBadge(if: record.organisation.isSample)
        }
      }
      if let deployment = record.deployment {
        a(
          visit("Voir le déploiement", "View the deployment"), .class("button"),
          .href("/deployments/\(deployment.text)"))
      }
    }
    if state.staleness != nil {
      div(.class("notice warn"), .role(.alert)) {
        p(
          visit(
            "La demande a changé pendant que vous la lisiez. Vérifiez ce qui suit, puis recommencez.",
            "The request changed while you were reading it. Check what follows, then try again."))
      }
    }
    if !state.complaints.isEmpty {
      div(.class("notice bad"), .role(.alert)) {
        p(visit("Rien n’a été enregistré :", "Nothing was saved:"))
        ComplaintList(complaints: state.complaints).content(visit)
      }
    }
    if let succession = record.succession { SuccessionNotice(record: succession).content(visit) }
    if let place = record.place, let waits = request.waits {
      div(.class("notice")) {
        p(
          visit(
            "En liste d’attente jusqu’au \(visit.format(waits.until)), \(place) demande(s) devant.",
            "On the waiting list until \(visit.format(waits.until)), \(place) request(s) before it."))
      }
    }
    if !record.twins.isEmpty {
      div(.class("notice warn")) {
        p(
          visit(
            "L’organisme demande aussi les mêmes ressources, pour le même cas et les mêmes dates :",
            "The body is also asking for the same resources, for the same case and days:"))
        ul {
          for twin in record.twins {
            li { a(twin.title, .href("/hosting-requests/\(twin.id.text)")) }
          }
        }
      }
    }
    duties(visit)
    if let shortage = record.shortage {
      div(.class("notice warn")) {
        p(
          visit(
            "En l’état, la demande dépasse ce qui est disponible.",
            "As it stands, the request exceeds what is available."))
        ShortageDetail(shortage: shortage).content(visit)
        QuotaRequestLink(record: record).content(visit)
      }
    }
    div(.class("columns")) {
      div {
        nextSteps(visit)
        facts(visit)
        AttachmentPanel(record: record, state: state).content(visit)
        EnergyEstimateView(estimate: record.energy).content(visit)
      }
      aside {
        decisions(visit)
        visit.whyNot(record.offers)
      }
    }
  }

  /// What the AI Act asks of the body, while there is time to see to it.
  @HTMLBuilder private func duties(_ visit: Visit) -> HTML {
    if request.riskClass == .eleve {
      div(.class("notice warn")) {
        if request.euDatabaseEntry.isEmpty {
          p(
            visit(
              "Système à haut risque sans inscription dans la base de l’Union : à partir du \(visit.format(AIAct.highRiskDutiesApply)), la demande sera refusée sans elle.",
              "High-risk system without an entry in the EU database: from \(visit.format(AIAct.highRiskDutiesApply)) the request is refused without one."
            ))
        }
        details {
          summary(visit("Les obligations du déployeur", "The deployer’s duties"))
          ul { for duty in AIAct.deployerDuties { li(visit(duty)) } }
        }
      }
    }
  }

  @HTMLBuilder private func nextSteps(_ visit: Visit) -> HTML {
    let steps = HostingRequestStep.all.filter { record.offers.allow($0.action) }
    if !steps.isEmpty || record.offers.allow(.editHostingRequest) {
      article(.class("card")) {
        h2(visit("Et maintenant ?", "What next?"))
        div(.class("actions")) {
          for step in steps where !step.isDecision && step.details.isEmpty {
            oneClick(step, visit)
          }
          if record.offers.allow(.editHostingRequest) {
            a(
              visit(Action.editHostingRequest.label), .class("button plain"),
              .href("/hosting-requests/\(request.id.text)/edit"))
          }
        }
        // Who fits has no reason to wait.
        for step in steps where !step.isDecision && !step.details.isEmpty && record.shortage != nil {
          detailed(step, visit)
        }
        for step in steps where step.isDecision { decision(step, visit) }
      }
    }
  }

  private func oneClick(_ step: HostingRequestStep, _ visit: Visit) -> HTML {
    visit.postForm(to: "/hosting-requests/\(request.id.text)/\(step.noun)") {
      input(.type(.hidden), .name("version"), .value(String(request.version)))
      button(
        visit(step.action.label), .type(.submit), .class(step.style.rawValue),
        .title(visit(step.outcome)))
    }
  }

  @HTMLBuilder private func detailed(_ step: HostingRequestStep, _ visit: Visit) -> HTML {
    h3(visit(step.action.label))
    visit.postForm(to: "/hosting-requests/\(request.id.text)/\(step.noun)") {
      let form = FormFields(visit: visit, state: state)
      form.version(request.version)
      for field in step.details { form(field) }
      button(visit(step.action.label), .type(.submit), .class("plain"))
    }
  }

  @HTMLBuilder private func decision(_ step: HostingRequestStep, _ visit: Visit) -> HTML {
    h3(visit(step.action.label))
    p(visit(step.outcome), .class("soft"))
    visit.postForm(to: "/hosting-requests/\(request.id.text)/\(step.noun)") {
      let form = FormFields(visit: visit, state: state)
      form.version(request.version)
      form(HostingRequestStep.verdict)
      form(Field.reason)
      if !step.details.isEmpty {
        details {
          summary(visit("Accorder moins que demandé", "Grant less than asked for"))
          div(.class("pair")) { for field in step.details { form(field) } }
        }
      }
      button(visit("Rendre la décision", "Take the decision"), .type(.submit))
    }
  }

  private func facts(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("La demande", "The request"))
      dl(.class("facts")) {
        for resourceClass in ResourceClass.allCases where request.wanted[resourceClass] > 0 {
          dt(visit(resourceClass.label))
          dd(visit.format(request.wanted[resourceClass]))
        }
        if let granted = request.granted {
          dt(visit("Accordé", "Granted"))
          dd(visit.format(granted))
        }
        if let changes = request.changes {
          dt(visit("Modifie", "Changes"))
          dd { a(visit("le déploiement en place", "the deployment in place"), .href("/deployments/\(changes.text)")) }
        }
        dt(visit("Période", "Period"))
        dd(
          visit(
            "du \(visit.format(request.period.start)) au \(visit.format(request.period.end)), non compris (\(request.period.days) jours)",
            "from \(visit.format(request.period.start)) to \(visit.format(request.period.end)), not included (\(request.period.days) days)"
          ))
        dt(visit("Cas d’usage", "Use case"))
        dd { a(record.useCase.title, .href("/use-cases/\(request.useCase.text)")) }
        SolutionFact(release: record.solution).content(visit)
        dt(visit(HostingRequestFields.aipdState.label))
        dd(visit(request.aipdState.label))
        if !request.euDatabaseEntry.isEmpty {
          dt(visit(HostingRequestFields.euDatabaseEntry.label))
          dd(request.euDatabaseEntry)
        }
        dt(visit(HostingRequestFields.maintainer.label))
        dd(record.maintainer?.name ?? visit("l’organisme lui-même", "the body itself"))
        dt(visit("Demandeur", "Requester"))
        dd(record.people[request.requester] ?? "")
        dt(visit("Statut de l’organisme", "The body’s status"))
        dd(visit(request.publicStatus.label))
        dt(visit(HostingRequestFields.justification.label))
        dd(request.justification, .class("prose"))
      }
    }
  }

  private func decisions(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Décisions", "Decisions"))
      if !request.openStages.isEmpty, request.state.holdsResources {
        p(visit("Restent à rendre :", "Still to come:"), .class("soft"))
        ul {
          for required in request.openStages {
            li {
              visit(required.stage.label)
              visit(", avant le ", ", before ")
              visit.format(required.dueAt)
            }
          }
        }
      }
      if request.decisions.isEmpty {
        p(visit("Aucune décision pour l’instant.", "No decision so far."), .class("soft"))
      } else {
        ol(.class("timeline small")) {
          for decision in request.decisions {
            li {
              strong(visit(decision.stage.label))
              " "
              visit.badge(
                decision.verdict.label, decision.verdict == .favourable ? .good : .bad)
              p(.class("soft")) {
                visit.format(decision.at)
                ", \(record.people[decision.person] ?? "")"
              }
              p(decision.reason, .class("prose"))
            }
          }
        }
      }
    }
  }
}

/// Why a request does not fit, dimension by dimension, and when it would.
struct ShortageDetail {
  let shortage: Shortage

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    BreachTable(breaches: shortage.breaches).content(visit)
    if let day = shortage.earliestStart {
      p(
        visit(
          "La même demande tiendrait à partir du \(visit.format(day)).",
          "The same request would fit from \(visit.format(day))."))
    } else {
      p(
        visit(
          "Attendre n’y change rien : il faut demander moins, ou un quota plus grand.",
          "Waiting does not help: ask for less, or for a larger quota."))
    }
    if let largest = shortage.largest {
      p {
        visit("Sur la période demandée, il tiendrait au plus : ", "Over the period asked for, at most this fits: ")
        visit.format(largest)
        "."
      }
    }
  }
}
