import SQLite

extension UseCase {
  /// What waits for the member among use cases, longest first: at most 100 items of each sort. The rules say which cases
  /// are theirs to decide, answer or move on; here is only in which state somebody has to.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    let (store, gate) = (reading.useCases, reading.gate)
    return switch member.role {
    case .curator:
      try store.waiting(
        reviewable: gate.sight(.returnUseCase, of: UseCase.self),
        admissible: gate.sight(.admitUseCase, of: UseCase.self))
    case .lead:
      try store.waiting(
        for: member.organisation,
        answerable: gate.sight(.answerInvitation, of: UseCase.self),
        movable: gate.sight(.startCoBuilding, of: UseCase.self))
    case .contributor, .dpo, .hostingOfficer, .approver, .administrator, .auditor: []
    }
  }
}

extension UseCaseStore {
  /// Proposals and reviews, of the cases that may be admitted and returned.
  fileprivate func waiting(reviewable: Sight, admissible: Sight) throws -> [WorkItem] {
    // Each state by itself, so that both come in the order of the index and reading stops at the hundredth.
    let waiting: [SQL] = [
      "useCase.state = 'inReview' AND \(reviewable.condition)",
      "useCase.state = 'proposed' AND admittedAt IS NULL AND \(admissible.condition)",
    ].map { (condition: SQL) -> SQL in
      "SELECT useCase.id AS id, state, stateAt, currentRevision, initiator FROM useCase WHERE \(condition)"
    }
    return try items(
      """
      SELECT iif(waiting.state = 'proposed', 'admit', 'review'), waiting.id, title, stateAt, organisation.name
      FROM (\(waiting.joined(separator: " UNION ALL ")) ORDER BY stateAt LIMIT 100) AS waiting
        CROSS JOIN revision ON revision.useCase = waiting.id AND revision.number = currentRevision
        CROSS JOIN organisation ON organisation.id = initiator
      ORDER BY stateAt
      """)
  }

  /// Invitations to be answered; and of the organisation's cases those admitted or returned.
  fileprivate func waiting(
    for organisation: Organisation.ID, answerable: Sight, movable: Sight
  ) throws -> [WorkItem] {
    try items(
      """
      SELECT CASE WHEN mine.state = 'invited' THEN 'answer' WHEN useCase.state = 'proposed' THEN 'start' ELSE 'rework' END,
             useCase.id, revision.title, iif(mine.state = 'invited', mine.invitedAt, useCase.stateAt), organisation.name
      FROM participation AS mine
        CROSS JOIN useCase ON useCase.id = mine.useCase
        JOIN revision ON revision.useCase = useCase.id AND revision.number = currentRevision
        JOIN organisation ON organisation.id = initiator
      WHERE mine.organisation = \(organisation)
        AND ((\(answerable.condition) AND useCase.state NOT IN ('declined', 'archived'))
          OR (\(movable.condition)
              AND (useCase.state = 'proposed' AND admittedAt IS NOT NULL
                   OR useCase.state = 'coBuilding' AND stateReason IS NOT NULL)))
      ORDER BY 4 LIMIT 100
      """)
  }

  private func items(_ sql: SQL) throws -> [WorkItem] {
    try connection.rows(sql) { row in
      let task: Task = try row(0)
      let id: UseCase.ID = try row(1)
      return WorkItem(
        title: task.sentence(about: try row(2)), resourceType: .useCase, resource: id.text,
        since: try row(3), organisationName: try row(4))
    }
  }

  private enum Task: String, ColumnReadable {
    case admit, review, answer, start, rework

    func sentence(about title: String) -> Text {
      switch self {
      case .admit: Text("Admettre ou décliner « \(title) »", "Admit or decline “\(title)”")
      case .review: Text("Relire « \(title) »", "Review “\(title)”")
      case .answer:
        Text("Répondre à l’invitation à « \(title) »", "Answer the invitation to “\(title)”")
      case .start:
        Text("Ouvrir la co-construction de « \(title) »", "Open “\(title)” to co-building")
      case .rework: Text("Reprendre « \(title) », retourné", "Rework “\(title)”, returned")
      }
    }
  }
}
