import HTML
import Portal

extension Visit {
  /// The head of a table: columns of words, then columns of numbers, then columns of words again.
  func tableHead(_ names: [Text], numbers: [Text], _ more: [Text] = []) -> HTML {
    thead {
      tr {
        for name in names { th(self(name), .scope(.column)) }
        for number in numbers { th(self(number), .scope(.column), .class("number")) }
        for name in more { th(self(name), .scope(.column)) }
      }
    }
  }

  /// `vCPU : 12 · GPU : 1`.
  func format(_ amounts: [ResourceClass: Int]) -> String {
    amounts.inOrder.map { "\(self($0.label)) : \(format($1))" }.joined(separator: " · ")
  }

  /// `du 1er janvier 2027 au 1er juillet 2027, non compris`.
  func days(of grant: QuotaGrant) -> String {
    guard let end = grant.validUntil else {
      return self("à partir du \(format(grant.validFrom))", "from \(format(grant.validFrom))")
    }
    return self(
      "du \(format(grant.validFrom)) au \(format(end)), non compris",
      "from \(format(grant.validFrom)) to \(format(end)), not included")
  }
}

/// An organisation's limits and what is held against them, with what each follows from.
struct QuotaTable {
  let report: QuotaReport

  func content(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit("Aujourd’hui", "Today"))
        visit.tableHead(
          [Text("Ressource", "Resource"), Text("Pour", "For")],
          numbers: [
            Text("limite", "limit"), Text("utilisé", "used"), Text("réservé", "reserved"),
          ], [Text("d’où vient la limite", "where the limit comes from")])
        tbody {
          for line in report.lines {
            tr {
              th(visit(line.resourceClass.label), .scope(.row))
              td {
                report.scope(of: line.useCase, visit)
                if let day = line.overFrom {
                  " "
                  visit.badge(
                    Text(
                      "dépassé à partir du \(visit.format(day))",
                      "exceeded from \(visit.format(day))"), .warn)
                }
              }
              for number in [line.limit, line.used, line.reserved] {
                td(visit.format(number), .class("number"))
              }
              td { origin(line, visit) }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func origin(_ line: QuotaReport.Line, _ visit: Visit) -> HTML {
    switch line.origin {
    case .granted(let quota):
      visit("accordé le ", "granted on ")
      visit.format(quota.setAt)
      if let person = quota.setBy.flatMap({ report.people[$0] }) { ", \(person)" }
    case .byDefault(let line):
      visit("par défaut : ", "default: ")
      visit(line.scope)
      " "
      visit.sampleFigure(if: line.isSample)
    case nil: visit("rien n’est accordé", "nothing is granted")
    }
  }
}

extension Visit {
  /// A figure shipped with the portal, which the operator has not set.
  @HTMLBuilder func sampleFigure(if isSample: Bool) -> HTML {
    if isSample { span(self("valeur d’exemple", "sample figure"), .class("badge sample")) }
  }
}

extension QuotaReport {
  /// Which node of the tree a limit is for.
  func scope(of useCase: UseCase.ID?, _ visit: Visit) -> String {
    guard let useCase else { return visit("tout l’organisme", "the whole body") }
    return useCases[useCase] ?? useCase.text
  }
}

/// What the operator has, beside what is promised of it.
struct CapacityTable {
  let lines: [CapacityLine]

  func content(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(
          visit(
            "Capacité des sites aujourd’hui : un quota n’en promet aucune",
            "Capacity of the sites today: a quota promises none of it"))
        visit.tableHead(
          [Text("Ressource", "Resource")],
          numbers: [
            Text("capacité", "capacity"), Text("utilisé", "used"), Text("réservé", "reserved"),
            Text("quotas accordés", "quotas granted"),
          ])
        tbody {
          for line in lines {
            tr {
              th(visit(line.resourceClass.label), .scope(.row))
              for number in [line.capacity, line.used, line.reserved, line.granted] {
                td(visit.format(number), .class("number"))
              }
            }
          }
        }
      }
    }
  }
}
