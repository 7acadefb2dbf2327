import HTML
import Portal

/// What can be done now, the most useful first, and what still lacks before review.
struct NextSteps {
  let record: UseCaseRecord
  let state: FormState

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    let steps = UseCaseStep.all.filter { record.offers.allow($0.action) }
    if !steps.isEmpty || isEditable || record.offers.allow(.discuss) {
      section(.class("card")) {
        h2(visit("Et maintenant ?", "What next?"))
        if isEditable { completeness(visit) }
        div(.class("actions")) {
          // The next step first: filling the sheet as long as it has gaps, then moving the case on.
          if isEditable, !isReady { editLink(visit, "button") }
          for step in steps where !step.wantsReason { oneClick(step, visit) }
          if isEditable, isReady { editLink(visit, "button plain") }
          if record.seesSharedFields {
            a(
              visit("Discussion", "Discussion"), .class("button plain"),
              .href("/use-cases/\(record.id)/comments"))
          }
        }
        for step in steps where step.wantsReason { withReason(step, visit) }
      }
    }
  }

  private var isEditable: Bool { record.offers.allow(.editSheet) }
  private var isReady: Bool { record.gaps.isEmpty }

  private func editLink(_ visit: Visit, _ look: String) -> HTML {
    a(
      visit(Action.editSheet.label), .class(look),
      .href("/use-cases/\(record.id)/sheet?part=\(firstGap.rawValue)"))
  }

  /// The part of the sheet to begin with.
  private var firstGap: SheetField.Group {
    record.gaps.lazy.compactMap { SheetField(path: $0.field)?.group }.first ?? .essentials
  }

  @HTMLBuilder private func completeness(_ visit: Visit) -> HTML {
    let gaps = record.gaps
    if gaps.isEmpty {
      p(visit("La fiche est prête pour la relecture.", "The sheet is ready for review."))
    } else {
      details {
        summary(
          visit(
            "\(gaps.count) champ\(gaps.count > 1 ? "s" : "") à remplir avant la relecture",
            "\(gaps.count) field\(gaps.count > 1 ? "s" : "") to fill before review"))
        ul {
          for field in gaps.compactMap({ SheetField(path: $0.field) }) {
            li {
              a(
                visit(field.label),
                .href("/use-cases/\(record.id)/sheet?part=\(field.group.rawValue)"))
            }
          }
        }
      }
    }
  }

  private func oneClick(_ step: UseCaseStep, _ visit: Visit) -> HTML {
    visit.postForm(to: "/use-cases/\(record.id)/\(step.noun)") {
      input(.type(.hidden), .name("version"), .value(String(record.version)))
      button(
        visit(step.action.label), .type(.submit),
        .class(isEditable && !isReady ? "plain" : step.style.rawValue), .title(visit(step.outcome)))
    }
  }

  private func withReason(_ step: UseCaseStep, _ visit: Visit) -> HTML {
    details {
      summary(visit(step.action.label))
      p(visit(step.outcome), .class("soft"))
      visit.postForm(to: "/use-cases/\(record.id)/\(step.noun)") {
        input(.type(.hidden), .name("version"), .value(String(record.version)))
        div(.class("field")) {
          label(visit(Field.reason.label), .for("reason-\(step.noun)"))
          textarea(
            state.value("reason"), .id("reason-\(step.noun)"), .name("reason"), .required(),
            .maxlength(2500), .rows(4))
        }
        button(visit(step.action.label), .type(.submit), .class(step.style.rawValue))
      }
    }
  }
}
