import HTML
import Portal

/// What the platform of a site counts beside what the ledger holds, and where they contradict each other.
struct PlatformPanel {
  let comparison: CapacityComparison

  func content(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2 {
        visit("Plateforme et registre", "Platform and ledger")
        " "
        if !comparison.isCurrent {
          visit.badge(Text("plus confirmé", "no longer confirmed"), .quiet)
        } else if comparison.isAlarming {
          visit.badge(Text("à vérifier", "to be checked"), .bad)
        } else {
          visit.badge(Text("concordent", "agree"), .good)
        }
      }
      div(.class("scroll")) {
        table {
          caption {
            visit("Compté par la plateforme le ", "Counted by the platform on ")
            visit.format(comparison.asOf)
          }
          thead {
            tr {
              th(visit("Ressource", "Resource"), .scope(.column))
              for column in [
                Text("inventaire", "inventory"), Text("plateforme", "platform"),
                Text("tenu aujourd’hui", "held today"),
                Text("donné par la plateforme", "given out by the platform"),
              ] { th(visit(column), .scope(.column), .class("number")) }
            }
          }
          tbody { for line in comparison.lines { row(line, visit) } }
        }
      }
      for line in comparison.lines where comparison.isAlarming {
        if let warning = line.warning {
          p {
            strong(visit(line.resourceClass.label))
            visit(" : ", ": ")
            visit(warning)
          }
        }
      }
    }
  }

  private func row(_ line: CapacityComparison.Line, _ visit: Visit) -> HTML {
    tr {
      th(visit(line.resourceClass.label), .scope(.row))
      for number in [line.inventory, line.total, line.held, line.used] {
        td(number.map { visit.format($0) } ?? "—", .class("number"))
      }
    }
  }
}
