import HTML
import Portal

/// A solution: what it is, what is offered of it, and every version that there was.
struct SolutionView: View {
  let record: SolutionRecord
  let state: FormState
  let canDeploy: Bool

  private var solution: Solution { record.solution }
  var title: Text { Text(verbatim: solution.name) }
  var section: Section? { .solutions }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Solutions", "Solutions"), "/solutions")])
    div(.class("head")) {
      div {
        h1(solution.name)
        p(.class("row")) {
          a(
            record.line.publisher.name,
            .href("/organisations/\(record.line.publisher.slug)"))
          visit.sampleBadge(if: record.line.publisher.isSample)
          if solution.withdrawal != nil {
            visit.badge(Text("retirée du catalogue", "withdrawn"), .bad)
          }
        }
      }
      div(.class("actions")) {
        if canDeploy, solution.withdrawal == nil, let latest = record.line.latest {
          visit.deployButton(latest.id)
        }
        if record.offers.allow(.publishSolutionVersion) {
          a(
            visit(Action.publishSolutionVersion.label), .class("button plain"),
            .href("\(solution.path)/versions/new"))
        }
      }
    }
    p(solution.summary, .class("lead"))
    if let withdrawal = solution.withdrawal {
      WithdrawalNotice(withdrawal: withdrawal, text: Solution.isWithdrawn).content(visit)
    }
    dl(.class("facts")) {
      dt(visit("Nom court", "Short name"))
      dd { code(solution.slug) }
      if let useCase = record.line.useCase {
        dt(visit("Cas d’usage réalisé", "Use case carried out"))
        dd { a(useCase.title, .href("/library/\(useCase.slug)")) }
      }
    }
    versions(visit)
    if record.offers.allow(.withdrawSolution) {
      WithdrawalForm(
        path: solution.path,
        explanation: Text(
          "Plus personne ne part d’une solution retirée ; ce qui fonctionne continue.",
          "Nobody starts from a solution that is withdrawn; what runs goes on."),
        version: solution.version, state: state
      ).content(visit)
    }
    if visit.session?.membership != nil { visit.whyNot(record.offers) }
  }

  private func versions(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Versions", "Versions"))
      if record.versions.isEmpty {
        p(
          visit("Aucune version publiée pour l’instant.", "No version published so far."),
          .class("soft"))
      }
      ul(.class("entries")) {
        for version in record.versions {
          li {
            h3 {
              a(
                "\(version.manifest.version)",
                .href("\(solution.path)/versions/\(version.id.text)"))
              if version.id == solution.latest {
                " "
                visit.badge(Text("proposée", "offered"), .good)
              }
              if version.withdrawal != nil {
                " "
                visit.badge(Text("retirée", "withdrawn"), .bad)
              }
            }
            ArtifactLine(manifest: version.manifest).content(visit)
            if !version.manifest.notes.isEmpty {
              p(version.manifest.notes, .class("prose small"))
            }
          }
        }
      }
    }
  }
}
