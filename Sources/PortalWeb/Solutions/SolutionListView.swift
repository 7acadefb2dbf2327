import HTML
import Portal

/// The catalogue: what is ready to be deployed.
struct SolutionListView: View {
  let page: Page<SolutionLine>
  let filter: SolutionFilter
  let offersNew: Bool

  var title: Text { Text("Solutions", "Solutions") }
  var section: Section? { .solutions }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if offersNew {
        a(visit(Action.publishSolution.label), .class("button"), .href("/solutions/new"))
      }
    }
    p(
      visit(
        "Ce qui peut être déployé tel quel dans un organisme public, signé par qui le publie.",
        "What can be deployed as it is in a public body, signed by whoever publishes it."),
      .class("lead"))
    filterForm(visit)
    if page.items.isEmpty {
      p(visit("Aucune solution ne correspond.", "No solution matches."), .class("soft"))
    } else {
      ul(.class("entries")) { for line in page.items { li { entry(line, visit) } } }
      visit.paging(of: page, noun: Text("solutions", "solutions"))
    }
  }

  private func filterForm(_ visit: Visit) -> HTML {
    form(.method(.get), .action("/solutions"), .class("row"), .role(.search)) {
      if let useCase = filter.useCase {
        input(.type(.hidden), .name("useCase"), .value(useCase.text))
      }
      label(visit("Mots cherchés", "Words looked for"), .for("q"))
      input(.type(.search), .id("q"), .name("q"), .value(filter.text), .maxlength(100))
      label(visit("Pour des données au moins", "For data at least"), .for("dataClass"))
      select(.id("dataClass"), .name("dataClass")) {
        option(visit("toutes", "all"), .value(""))
        for dataClass in DataClass.allCases {
          option(
            visit(dataClass.label), .value(dataClass.rawValue),
            .selected(if: dataClass == filter.dataClass))
        }
      }
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
    }
  }

  @HTMLBuilder private func entry(_ line: SolutionLine, _ visit: Visit) -> HTML {
    h2 { a(line.solution.name, .href(line.solution.path)) }
    p(line.solution.summary)
    p(.class("row small soft")) {
      span(line.publisher.name)
      visit.sampleBadge(if: line.publisher.isSample)
      if let useCase = line.useCase {
        a(useCase.title, .href("/library/\(useCase.slug)"))
      }
      if let latest = line.latest {
        let manifest = latest.manifest
        span("\(visit("version", "version")) \(manifest.version)")
        span(visit(manifest.artifact.kind.label))
        span("\(visit("au moins", "at least")) \(visit.format(manifest.needs))")
        span(visit(manifest.dataClass.label))
        span(manifest.licence)
      } else {
        span(visit("pas encore de version", "no version yet"))
      }
    }
  }
}
