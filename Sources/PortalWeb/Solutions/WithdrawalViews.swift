import HTML
import Portal

/// That something is withdrawn from the catalogue, since when, and why.
struct WithdrawalNotice {
  let withdrawal: Solution.Withdrawal
  let text: Text

  func content(_ visit: Visit) -> HTML {
    div(.class("notice warn")) {
      p {
        visit(text)
        " "
        visit.format(withdrawal.at)
      }
      p(withdrawal.reason, .class("prose"))
      p(visit("Ce qui fonctionne continue.", "What runs goes on."))
    }
  }
}

/// Takes a solution, or one of its versions, back.
struct WithdrawalForm {
  /// Of what is withdrawn.
  let path: Path
  let explanation: Text
  let version: Int
  let state: FormState

  func content(_ visit: Visit) -> HTML {
    details(.open(if: !state.complaints.isEmpty || state.staleness != nil)) {
      summary(visit(Action.withdrawSolution.label))
      p(visit(explanation), .class("soft"))
      visit.postForm(to: "\(path)/withdrawal") {
        let form = FormFields(visit: visit, state: state)
        form.version(version)
        form.summary(fields: [.reason])
        form(.reason)
        button(visit(Action.withdrawSolution.label), .type(.submit), .class("danger"))
      }
    }
  }
}
