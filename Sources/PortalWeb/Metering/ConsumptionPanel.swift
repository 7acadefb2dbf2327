import HTML
import Portal

/// A deployment's last months, and when it ran unmetered.
struct ConsumptionPanel {
  let statement: ConsumptionStatement
  let gaps: (spans: [Span], seconds: Int64)

  /// Of the last three months.
  init(of deployment: Deployment.ID, _ context: Context) throws {
    let month = Month(of: context.portal.settings.clock().day)
    statement = try context.portal.consumption(
      ConsumptionFilter(deployment: deployment, from: month.adding(months: -2), to: month),
      as: context.actor)
    gaps = try context.portal.meteringGaps(of: deployment, as: context.actor)
  }

  func content(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2 {
        visit("Consommation et énergie", "Consumption and energy")
        " "
        visit.sampleBadge(if: statement.isSample)
      }
      if statement.lines.isEmpty {
        p(visit("Rien n’a encore été mesuré.", "Nothing has been metered yet."), .class("soft"))
      } else {
        ConsumptionTable(
          grouping: .month, groups: statement.groups(by: .month),
          total: statement.total
        ).content(visit)
      }
      if !gaps.spans.isEmpty { missing(visit) }
      if let deployment = statement.filter.deployment {
        p(.class("small")) {
          a(
            visit("Relevé détaillé", "Detailed statement"),
            .href("/consumption?deployment=\(deployment.text)&by=month"))
        }
      }
    }
  }

  private func missing(_ visit: Visit) -> HTML {
    details {
      summary(
        visit(
          "\(visit.hours(gaps.seconds)) de marche sans mesure",
          "\(visit.hours(gaps.seconds)) of running without metering"))
      ul(.class("small")) {
        for span in gaps.spans {
          li {
            visit.format(span.start)
            " – "
            visit.format(span.end)
          }
        }
      }
    }
  }
}
