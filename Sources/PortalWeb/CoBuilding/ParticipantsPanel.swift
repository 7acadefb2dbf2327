import HTML
import HTTP
import Portal

/// Who takes part, the answer to an invitation, and the form that invites.
struct ParticipantsPanel {
  let record: UseCaseRecord
  let candidates: [Candidate]
  let state: FormState

  func content(_ visit: Visit) -> HTML {
    section(.class("card"), .id("participants")) {
      h2(visit("Participants", "Participants"))
      ul(.class("stack")) {
        for participation in record.participations {
          li {
            participation.name
            span(
              " · \(visit(participation.kind.label)), \(visit(participation.role.label))",
              .class("small soft"))
            if participation.state != .accepted { visit.badge(participation.state.label) }
          }
        }
      }
      if record.offers.allow(.answerInvitation) { answer(visit) }
      if record.offers.allow(.leaveUseCase) {
        visit.deed(
          Action.leaveUseCase.label, to: "/use-cases/\(record.id)/withdrawal", style: .danger)
      }
      if !candidates.isEmpty { invitation(visit) }
    }
  }

  private func answer(_ visit: Visit) -> HTML {
    div(.class("notice")) {
      p(
        visit(
          "Votre organisation est invitée à participer.",
          "Your organisation is invited to take part."))
      div(.class("actions")) {
        for (answer, label) in [
          ("accept", Text("Accepter", "Accept")), ("decline", Text("Décliner", "Decline")),
        ] {
          visit.postForm(to: "/use-cases/\(record.id)/invitation-answer") {
            input(.type(.hidden), .name("answer"), .value(answer))
            button(
              visit(label), .type(.submit), .class(answer == "accept" ? "" : "plain"))
          }
        }
      }
    }
  }

  private func invitation(_ visit: Visit) -> HTML {
    details(.open(if: state.sent?.first("organisation") != nil)) {
      summary(visit(Action.inviteParticipant.label))
      visit.postForm(to: "/use-cases/\(record.id)/invitations") {
        div(.class("field")) {
          label(visit("Organisation", "Organisation"), .for("organisation"))
          select(.id("organisation"), .name("organisation"), .required()) {
            option("—", .value(""))
            for candidate in candidates {
              option(
                "\(candidate.name) (\(visit(candidate.kind.label)))",
                .value(candidate.organisation.text),
                .selected(if: state.value("organisation") == candidate.organisation.text))
            }
          }
        }
        FormFields(visit: visit, state: state)(CoBuildingRoutes.role, stored: "builder")
        button(visit(Action.inviteParticipant.label), .type(.submit))
      }
    }
  }
}
