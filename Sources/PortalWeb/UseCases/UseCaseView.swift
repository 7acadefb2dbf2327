import HTML
import Portal

/// A use case: where it stands, what to do next, its sheet, its participants, its history.
struct UseCaseView: View {
  let record: UseCaseRecord
  let candidates: [Candidate]
  let state: FormState

  var title: Text { Text(verbatim: record.title) }
  var section: Section? { .useCases }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Cas d’usage", "Use cases"), "/use-cases")])
    div(.class("head")) {
      div {
        h1(record.title)
        p(.class("row")) {
          visit.badge(record.state)
          if record.state == .proposed, record.isAdmitted {
            visit.badge(Text("admis", "admitted"), .good)
          }
          if record.isInLibrary, record.state != .published {
            visit.badge(
              Text("version publiée dans la bibliothèque", "published version in the library"),
              .good)
          }
          visit.badge(record.sheet.riskClass)
          if let initiator = record.initiator { span(initiator.name, .class("soft")) }
        }
      }
    }
    if !record.sheet.text(.summary).isEmpty {
      p(record.sheet.text(.summary), .class("lead"))
    }
    refusal(visit)
    if let reason = record.stateReason {
      div(.class("notice warn")) {
        p { strong(visit("Motifs de l’opérateur", "The operator’s reasons")) }
        p(reason, .class("prose"))
      }
    }
    div(.class("columns")) {
      div {
        NextSteps(record: record, state: state).content(visit)
        SheetFacts(
          sheet: record.sheet, editing: record.offers.allow(.editSheet) ? record.id : nil
        ).content(visit)
        if let mention = record.decisionMention {
          article(.class("card")) {
            h2(visit("Mention à porter sur chaque décision", "Mention for every decision"))
            p(mention, .class("prose"), .lang("fr"))
          }
        }
      }
      aside {
        ParticipantsPanel(record: record, candidates: candidates, state: state).content(visit)
        history(visit)
        visit.whyNot(record.offers)
      }
    }
  }

  /// What is wrong with what was sent; the gaps of a sheet lead to their part of the form.
  @HTMLBuilder private func refusal(_ visit: Visit) -> HTML {
    if state.staleness != nil {
      div(.class("notice warn"), .role(.alert)) {
        p(
          visit(
            "Le cas a changé pendant que vous le lisiez. Vérifiez ce qui suit, puis recommencez.",
            "The case changed while you were reading it. Check what follows, then try again."))
      }
    }
    if !state.complaints.isEmpty {
      div(.class("notice bad"), .role(.alert)) {
        p(visit("Rien n’a été enregistré :", "Nothing was saved:"))
        ul {
          for complaint in state.complaints {
            li {
              if let field = SheetField(path: complaint.field) {
                a(
                  visit(complaint.text),
                  .href("/use-cases/\(record.id)/sheet?part=\(field.group.rawValue)"))
              } else {
                visit(complaint.text)
              }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func history(_ visit: Visit) -> HTML {
    if !record.revisions.isEmpty {
      article(.class("card")) {
        h2(visit("Versions", "Versions"))
        ol(.class("timeline small")) {
          for revision in record.revisions {
            li {
              a(
                visit("Version \(revision.number)", "Version \(revision.number)"),
                .href("/use-cases/\(record.id)/revisions/\(revision.number)"))
              if revision.number == record.publishedRevision {
                visit.badge(Text("publiée", "published"), .good)
              }
              p(.class("soft")) {
                visit.format(revision.at)
                if let author = revision.author { ", \(author.name), \(author.organisation)" }
              }
              if !revision.note.isEmpty { p(revision.note) }
            }
          }
        }
      }
    }
  }
}
