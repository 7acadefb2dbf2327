import HTML
import Portal

/// What a person sees when something was refused or went wrong: what, why, and the way on.
struct ErrorView: View {
  let report: ErrorReport

  var title: Text { report.title }

  func content(_ visit: Visit) -> HTML {
    h1(visit(report.title))
    div(.class(report.isFault ? "notice bad" : "notice warn")) {
      p(visit(report.detail))
      if let refusal = report.refusal {
        RefusalDetail(refusal: refusal, remedies: report.remedies).content(visit)
      }
      ComplaintList(complaints: report.complaints).content(visit)
    }
    p { a(visit("Retour à l’accueil", "Back to the start page"), .href("/")) }
  }
}

/// The rules behind a refusal, and every exceeded dimension when a quota or a capacity is the reason.
struct RefusalDetail {
  let refusal: Refusal
  var remedies: [Remedy] = []

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if let shortage = refusal.shortage { ShortageDetail(shortage: shortage).content(visit) }
    RemedyList(remedies: remedies).content(visit)
    if !refusal.forbidding.isEmpty {
      p(.class("small soft")) {
        refusal.forbidding.count == 1 ? visit("Règle : ", "Rule: ") : visit("Règles : ", "Rules: ")
        for rule in refusal.forbidding {
          RuleLink(rule: rule).content
          " "
        }
      }
    }
  }
}

/// What would have to differ for something refused to be allowed.
struct RemedyList {
  let remedies: [Remedy]

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if !remedies.isEmpty {
      p(
        remedies.count == 1
          ? visit("Ce serait permis avec :", "It would be allowed with:")
          : visit("Ce serait permis avec l’un de ces changements :", "It would be allowed with one of these changes:"),
        .class("small"))
      ul(.class("small")) {
        for remedy in remedies {
          li { for (position, fact) in remedy.facts.enumerated() {
            if position > 0 { visit(", et ", ", and ") }
            abbr(visit(fact.text), .title(fact.condition))
          } }
        }
      }
    }
  }
}

/// Every exceeded dimension of a hosting request in one table.
struct BreachTable {
  let breaches: [Breach]

  func content(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit("Ce qui est dépassé", "What is exceeded"))
        thead {
          tr {
            th(visit("Ressource", "Resource"), .scope(.column))
            th(visit("Limite de", "Limit of"), .scope(.column))
            for column in [
              Text("limite", "limit"), Text("utilisé", "used"), Text("réservé", "reserved"),
              Text("demandé", "asked"), Text("manque", "missing"),
            ] { th(visit(column), .scope(.column), .class("number")) }
            th(visit("à partir du", "from"), .scope(.column))
          }
        }
        tbody {
          for breach in breaches {
            tr {
              th(visit(breach.resourceClass.label), .scope(.row))
              td(visit(breach.limitKind.label))
              for number in [
                breach.limit, breach.used, breach.reserved, breach.asked, breach.missing,
              ] { td("\(number)", .class("number")) }
              td(visit.format(breach.firstDay))
            }
          }
        }
      }
    }
  }
}

/// Complaints in a list, for what has no field of its own on the page.
struct ComplaintList {
  let complaints: [Complaint]

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if !complaints.isEmpty {
      ul {
        for complaint in complaints { li(visit(complaint.text)) }
      }
    }
  }
}
