import HTML
import HTTP
import Portal

/// A form that asks the rules something: it stays above the answer, and says what is wrong with the question.
struct QuestionForm {
  let path: Path
  let fields: [Field]
  let state: FormState
  let verb: Text

  func content(_ visit: Visit) -> HTML {
    let field = FormFields(visit: visit, state: state)
    return form(.method(.get), .action(path), .class("card"), .role(.search)) {
      unplaced(visit)
      for declared in fields { field(declared) }
      button(visit(verb), .type(.submit))
    }
  }

  @HTMLBuilder private func unplaced(_ visit: Visit) -> HTML {
    let complaints = state.complaints(about: "")
    if !complaints.isEmpty {
      div(.class("notice bad"), .role(.alert)) {
        ComplaintList(complaints: complaints).content(visit)
      }
    }
  }
}
