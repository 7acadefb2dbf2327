import SQLite

extension UseCaseStore {
  /// What waits for the member among use cases, longest first: at most 100 items.
  func workItems(for member: Member, at now: Instant) throws -> [WorkItem] {
    switch (member.kind, member.role) {
    case (.operator, .curator): try itemsForCurator(member, at: now)
    case (.publicBody, .lead), (.partner, .lead): try itemsForLead(member)
    default: []
    }
  }

  /// Proposals and reviews, but for cases in which the curator has or had a part: those are not theirs to decide.
  private func itemsForCurator(_ member: Member, at now: Instant) throws -> [WorkItem] {
    // Each state by itself, so that both come in the order of the index and reading stops at the hundredth.
    let waiting = [
      "useCase.state = 'inReview'", "useCase.state = 'proposed' AND admittedAt IS NULL",
    ]
    .map { (condition: SQL) -> SQL in
      """
      SELECT useCase.id AS id, state, stateAt, currentRevision, initiator FROM useCase
      WHERE \(condition)
        AND NOT EXISTS (
          SELECT 1 FROM participation JOIN membership ON membership.organisation = participation.organisation
          WHERE participation.useCase = useCase.id AND participation.state IN ('accepted', 'left')
            AND membership.person = \(member.person) AND validFrom <= \(now)
            AND (validUntil IS NULL OR validUntil > \(now)))
        AND NOT EXISTS (
          SELECT 1 FROM revision WHERE revision.useCase = useCase.id AND author = \(member.person))
      """
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

  /// Invitations to the lead's organisation; and of its own cases those admitted or returned.
  private func itemsForLead(_ member: Member) throws -> [WorkItem] {
    try items(
      """
      SELECT CASE WHEN mine.state = 'invited' THEN 'answer' WHEN useCase.state = 'proposed' THEN 'start' ELSE 'rework' END,
             useCase.id, revision.title, iif(mine.state = 'invited', mine.invitedAt, useCase.stateAt), organisation.name
      FROM participation AS mine
        JOIN useCase ON useCase.id = mine.useCase
        JOIN revision ON revision.useCase = useCase.id AND revision.number = currentRevision
        JOIN organisation ON organisation.id = initiator
      WHERE mine.organisation = \(member.organisation)
        AND ((mine.state = 'invited' AND useCase.state NOT IN ('declined', 'archived'))
          OR (mine.role = 'initiator' AND useCase.state = 'proposed' AND admittedAt IS NOT NULL)
          OR (mine.role = 'initiator' AND useCase.state = 'coBuilding' AND stateReason IS NOT NULL))
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
