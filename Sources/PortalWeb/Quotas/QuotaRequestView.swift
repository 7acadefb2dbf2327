import HTML
import Portal

/// A quota request: what is asked, what stands beside it, and the answer.
struct QuotaRequestView: View {
  let record: QuotaRequestRecord
  let state: FormState

  private var request: QuotaRequest { record.request }
  private var report: QuotaReport { record.report }
  var title: Text {
    Text(
      "Demande de quota : \(report.organisation.name)",
      "Quota request: \(report.organisation.name)")
  }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Hébergement", "Hosting"), "/hosting-requests"),
      (visit("Demandes de quota", "Quota requests"), "/quota-requests"),
    ])
    div(.class("head")) {
      div {
        h1(visit(title))
        p(.class("row")) {
          visit.badge(request.state)
          visit.sampleBadge(if: report.organisation.isSample)
        }
      }
      a(
        visit("Les quotas de l’organisme", "The body’s quotas"), .class("button plain"),
        .href("\(report.organisation.path)/quotas"))
    }
    if state.staleness != nil {
      div(.class("notice warn"), .role(.alert)) {
        p(
          visit(
            "La demande a changé pendant que vous la lisiez. Vérifiez ce qui suit, puis recommencez.",
            "The request changed while you were reading it. Check what follows, then try again."))
      }
    }
    facts(visit)
    if record.offers.allow(.decideQuotaRequest) { decision(visit) }
    if record.offers.allow(.withdrawQuotaRequest) {
      visit.postForm(to: "\(request.path)/withdrawal") {
        input(.type(.hidden), .name("version"), .value(String(request.version)))
        button(
          visit(Action.withdrawQuotaRequest.label), .type(.submit),
          .class(Visit.ButtonStyle.danger.rawValue))
      }
    }
    h2(visit("Ce qui est promis", "What is promised"))
    QuotaTable(report: report).content(visit)
    if !record.capacity.isEmpty { CapacityTable(lines: record.capacity).content(visit) }
    let others = report.requests.filter { $0.id != request.id }
    if !others.isEmpty {
      h2(visit("Les autres demandes de l’organisme", "The body’s other requests"))
      QuotaRequestHistory(requests: others, report: report).content(visit)
    }
    visit.whyNot(record.offers)
  }

  private func facts(_ visit: Visit) -> HTML {
    dl(.class("facts")) {
      dt(visit("Demandé", "Asked for"))
      dd(visit.format(request.asked.amounts))
      dt(visit("Pour", "For"))
      dd(report.scope(of: request.asked.useCase, visit))
      dt(visit("Dates", "Days"))
      dd(visit.days(of: request.asked))
      dt(visit(QuotaRequestRoutes.justification.label))
      dd(request.justification, .class("prose"))
      dt(visit("Demandeur", "Requester"))
      dd {
        record.people[request.requester] ?? ""
        ", "
        visit.format(request.createdAt)
      }
      if let answer = request.answer {
        if request.state == .granted {
          dt(visit("Accordé", "Granted"))
          dd(visit.format(answer.granted))
        }
        dt(visit("Motif", "Reason"))
        dd(answer.reason, .class("prose"))
        dt(visit("Décidé par", "Decided by"))
        dd {
          record.people[answer.person] ?? ""
          ", "
          visit.format(answer.at)
        }
      }
    }
  }

  @HTMLBuilder private func decision(_ visit: Visit) -> HTML {
    let form = FormFields(visit: visit, state: state)
    let fields = QuotaRequestRoutes.granted.filter { field in
      request.asked.amounts.inOrder.contains { $0.resourceClass.rawValue == field.name }
    }
    h2(visit(Action.decideQuotaRequest.label))
    form.summary(fields: fields + [HostingRequestStep.verdict, .reason])
    visit.postForm(to: "\(request.path)/decision") {
      form.version(request.version)
      form(HostingRequestStep.verdict)
      form(Field.reason)
      details(.open(if: fields.contains { !state.complaints(about: $0.name).isEmpty })) {
        summary(visit("Accorder moins que demandé", "Grant less than asked for"))
        p(
          visit(
            "La limite actuelle : cette ressource n’est pas relevée.",
            "The present limit: this resource is not raised."), .class("soft"))
        div(.class("pair")) { for field in fields { form(field) } }
      }
      button(visit("Rendre la décision", "Take the decision"), .type(.submit))
    }
  }
}
