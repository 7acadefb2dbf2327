import HTML
import JSON
import Portal

/// Participants of a use case and their discussion.
enum CoBuildingRoutes {
  static let role = Field(
    "role", Text("Rôle", "Role"),
    .choice(
      [Participation.Role.builder, .beneficiary].map {
        Field.Choice(value: $0.rawValue, label: $0.label)
      }))

  private static let organisation = Field(
    "organisation", Text("Organisation", "Organisation"), .id)

  private static let answer = Field(
    "answer", Text("Réponse", "Answer"),
    .choice([
      Field.Choice(value: "accept", label: Text("accepter", "accept")),
      Field.Choice(value: "decline", label: Text("décliner", "decline")),
    ]))

  static let body = Field("body", Text("Votre message", "Your message"), .text(maximum: 5000))

  static func add(to table: inout RouteTable) {
    table.post(
      "/use-cases/:useCase/invitations", Action.inviteParticipant.label,
      body: [organisation, role], answers: .ok(UseCaseRecord.shape), form: UseCaseRoutes.recordView
    ) { context in
      guard let organisation: Organisation.ID = context.fields.id("organisation"),
        let role: Participation.Role = context.fields.choice("role")
      else { throw PortalError.notFound }
      let id: UseCase.ID = try context.id("useCase")
      _ = try await context.portal.inviteParticipant(
        organisation, as: role, to: id, as: context.actor)
      return try record(of: id, context)
    }
    table.post(
      "/use-cases/:useCase/invitation-answer", Action.answerInvitation.label, body: [answer],
      answers: .ok(.either(UseCaseRecord.shape, goneShape)),
      form: UseCaseRoutes.recordView
    ) { context in
      let id: UseCase.ID = try context.id("useCase")
      let isAccepting = context.fields.text("answer") == "accept"
      try await context.portal.answerInvitation(
        to: id, accepting: isAccepting, as: context.actor)
      return isAccepting ? try record(of: id, context) : gone(id, .declined)
    }
    table.post("/use-cases/:useCase/withdrawal", Action.leaveUseCase.label, answers: .ok(goneShape))
    { context in
      let id: UseCase.ID = try context.id("useCase")
      try await context.portal.leaveUseCase(id, as: context.actor)
      return gone(id, .left)
    }
    table.get(
      "/use-cases/:useCase/comments", Text("La discussion", "The discussion"),
      answers: .page(of: Comment.shape)
    ) { context in
      let view = try discussion(context, FormState())
      return .page(view, json: { view.page.json { $0.json } }, next: view.page.next)
    }
    table.post(
      "/use-cases/:useCase/comments", Action.discuss.label, body: [body],
      answers: .created(.record("NewComment", ["id": .id])),
      form: { context, state in try discussion(context, state) }
    ) { context in
      let id: UseCase.ID = try context.id("useCase")
      let comment = try await context.portal.discuss(
        id, context.fields.text("body"), as: context.actor)
      return .created(at: "/use-cases/\(id)/comments") { ["id": .string(comment.text)] }
    }
  }

  private static func record(of id: UseCase.ID, _ context: Context) throws -> Reply {
    let record = try context.portal.useCase(id, as: context.actor)
    let language = context.language
    return .done(at: record.path, json: { record.json(language) }, version: record.version)
  }

  /// The answer to whoever may no longer see the case.
  private static func gone(_ id: UseCase.ID, _ state: Participation.State) -> Reply {
    .done(
      at: "/use-cases",
      json: { ["useCase": .string(id.text), "participation": .string(state.rawValue)] })
  }

  private static let goneShape = Shape.record(
    "EndedParticipation",
    ["useCase": .id, "participation": .choice(of: Participation.State.self)])

  private static func discussion(_ context: Context, _ state: FormState) throws -> DiscussionView {
    let id: UseCase.ID = try context.id("useCase")
    return DiscussionView(
      record: try context.portal.useCase(id, as: context.actor),
      page: try context.portal.comments(
        on: id, after: context.cursor(parts: 1), limit: context.limit, as: context.actor),
      state: state)
  }
}

extension Participation {
  static let shape = Shape.record(
    "Participation",
    [
      "organisation": .id, "name": .text, "slug": .text,
      "kind": .choice(of: Organisation.Kind.self),
      "role": .choice(of: Participation.Role.self), "state": .choice(of: Participation.State.self),
      "stateLabel": .text, "invitedAt": .instant, "answeredAt": .nullable(.instant),
    ])

  func json(_ language: Language) -> JSON {
    [
      "organisation": .string(organisation.text), "name": .string(name), "slug": .string(slug),
      "kind": .string(kind.rawValue), "role": .string(role.rawValue),
      "state": .string(state.rawValue), "stateLabel": .string(state.label[language]),
      "invitedAt": .string(invitedAt.rfc3339), "answeredAt": JSON(answeredAt),
    ]
  }
}

extension Comment {
  static let shape = Shape.record(
    "Comment",
    ["id": .id, "at": .instant, "author": .text, "organisation": .text, "body": .text])

  var json: JSON {
    [
      "id": .string(id.text), "at": .string(at.rfc3339), "author": .string(author.name),
      "organisation": .string(author.organisation), "body": .string(body),
    ]
  }
}
