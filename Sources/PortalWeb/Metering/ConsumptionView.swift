import HTML
import Portal

/// What was drawn over some months, added up, and how well that is known.
struct ConsumptionView: View {
  let statement: ConsumptionStatement
  let grouping: ConsumptionGrouping
  let state: FormState

  var title: Text { Text("Consommation et énergie", "Consumption and energy") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Déploiements", "Deployments"), "/deployments")])
    div(.class("head")) {
      h1 {
        visit(title)
        " "
        visit.sampleBadge(if: statement.isSample)
      }
      p(.class("actions")) {
        a(
          visit("Exporter (CSV)", "Export (CSV)"), .class("button plain"), .href(export))
        a(visit("Comment l’énergie est comptée", "How energy is counted"), .href("/energy"))
      }
    }
    let fields = FormFields(visit: visit, state: state)
    fields.summary(fields: ConsumptionRoutes.fields)
    form(.method(.get), .action("/consumption"), .role(.search)) {
      for (name, id) in scope { input(.type(.hidden), .name(name), .value(id)) }
      div(.class("pair")) {
        fields(ConsumptionRoutes.from, stored: statement.filter.from.description)
        fields(ConsumptionRoutes.to, stored: statement.filter.to.description)
        fields(ConsumptionRoutes.by, stored: grouping.rawValue)
      }
      button(visit("Afficher", "Show"), .type(.submit), .class("plain"))
    }
    if statement.lines.isEmpty {
      p(
        visit(
          "Rien n’a fonctionné ni été mesuré pendant ces mois.",
          "Nothing ran or was metered in these months."), .class("soft"))
    } else {
      ConsumptionTable(
        grouping: grouping, groups: statement.groups(by: grouping), total: statement.total
      ).content(visit)
      bases(visit)
    }
  }

  /// Whom the statement is about.
  private var scope: [(name: String, id: String)] {
    let filter = statement.filter
    return [
      ("deployment", filter.deployment?.text), ("organisation", filter.organisation?.text),
      ("useCase", filter.useCase?.text),
    ].compactMap { name, id in id.map { (name, $0) } }
  }

  private var export: Path {
    let filter = statement.filter
    let query = (scope + [("from", filter.from.description), ("to", filter.to.description)])
      .map { "\($0.name)=\($0.id)" }.joined(separator: "&")
    return Path(checking: "/consumption/export?" + query) ?? "/consumption/export"
  }

  /// Every basis that some figure rests on, once.
  private func bases(_ visit: Visit) -> HTML {
    var sentences: [String] = []
    for part in statement.lines.flatMap(\.parts) {
      let sentence = visit(part.figure.basis.sentence(for: part.figure.tier))
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return details {
      summary(visit("Sur quoi reposent ces chiffres", "What these figures rest on"))
      ul { for sentence in sentences { li(sentence) } }
    }
  }
}

/// Totals by name, with a line for all of them.
struct ConsumptionTable {
  let grouping: ConsumptionGrouping
  let groups: [(key: String, name: String, total: ConsumptionTotal)]
  let total: ConsumptionTotal

  func content(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(
          visit(
            "Énergie, émissions et leur qualité ; le temps non mesuré n’a pas de chiffre.",
            "Energy, emissions and their quality; time that was not metered has no figure."))
        thead {
          tr {
            th(visit(grouping.label), .scope(.column))
            for heading in Self.headings { th(visit(heading), .scope(.column), .class("number")) }
          }
        }
        tbody {
          for group in groups { row(name(of: group, visit), group.total, visit) }
        }
        if groups.count > 1 {
          tfoot { row(visit("ensemble", "all together"), total, visit) }
        }
      }
    }
  }

  private static let headings = [
    Text("énergie, site compris", "energy, site included"), Text("émissions", "emissions"),
    Text("qualité", "quality"), Text("mesuré / en marche", "metered / running"),
    Text("coût indicatif", "indicative cost"),
  ]

  private func name(
    of group: (key: String, name: String, total: ConsumptionTotal), _ visit: Visit
  ) -> String {
    Month(group.key).map { visit.format($0) } ?? group.name
  }

  private func row(_ name: String, _ total: ConsumptionTotal, _ visit: Visit) -> HTML {
    tr {
      th(name, .scope(.row))
      if total.worstTier == nil {
        td("—", .class("number"))
        td("—", .class("number"))
      } else {
        td(visit.energy(total.energy.totalWattHours), .class("number"))
        td(visit.emissions(total.energy.gramsCO2e), .class("number"))
      }
      td(quality(total, visit), .class("number"))
      td(
        "\(visit.hours(total.meteredSeconds)) / \(visit.hours(total.runningSeconds))",
        .class("number"))
      td(cost(total, visit), .class("number"))
    }
  }

  /// The worst tier, and the share of each where there are several.
  private func quality(_ total: ConsumptionTotal, _ visit: Visit) -> String {
    guard let worst = total.worstTier else { return visit("non mesuré", "not metered") }
    guard total.wattHoursByTier.count > 1 else { return worst.letter }
    let whole = max(total.energy.totalWattHours, 1)
    let shares = total.wattHoursByTier.sorted { $0.key < $1.key }.map { tier, wattHours in
      "\(tier.letter) \((wattHours * 100 + whole / 2) / whole)\u{a0}%"
    }
    return "\(worst.letter) (\(shares.joined(separator: ", ")))"
  }

  private func cost(_ total: ConsumptionTotal, _ visit: Visit) -> String {
    guard let cost = total.cost else { return "—" }
    let amount = visit.cost(cost)
    return total.isCostPartial ? visit("\(amount) (en partie)", "\(amount) (in part)") : amount
  }
}
