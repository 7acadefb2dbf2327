import SQLite

/// All SQL of participations.
struct ParticipationStore {
  let connection: Connection

  /// Everybody who was ever asked, the initiator first, then in order of invitation.
  func all(of useCase: UseCase.ID) throws -> [Participation] {
    try connection.rows(
      """
      SELECT organisation.id, name, slug, kind, role, state, invitedAt, answeredAt
      FROM participation JOIN organisation ON organisation.id = participation.organisation
      WHERE useCase = \(useCase)
      ORDER BY role <> 'initiator', invitedAt, name
      """
    ) { row in
      Participation(
        organisation: try row(0), name: try row(1), slug: try row(2), kind: try row(3),
        role: try row(4), state: try row(5), invitedAt: try row(6), answeredAt: try row(7))
    }
  }

  /// The initiator takes part from the start.
  func insertInitiator(
    _ organisation: Organisation.ID, of useCase: UseCase.ID,
    _ permit: borrowing Permit<some Protected>
  ) throws {
    try connection.run(
      """
      INSERT INTO participation (useCase, organisation, role, state, invitedBy, invitedAt, answeredAt)
      VALUES (\(useCase), \(organisation), 'initiator', 'accepted', \(permit.actor.person), \(permit.at), \(permit.at))
      """)
  }

  /// Asks an organisation to take part; one that declined or left may be asked again.
  func invite(
    _ organisation: Organisation.ID, as role: Participation.Role, to useCase: UseCase,
    _ permit: borrowing Permit<UseCase>
  ) throws {
    try permit.check(useCase)
    try connection.run(
      """
      INSERT INTO participation (useCase, organisation, role, state, invitedBy, invitedAt)
      VALUES (\(useCase.id), \(organisation), \(role), 'invited', \(permit.actor.person), \(permit.at))
      ON CONFLICT (useCase, organisation) DO UPDATE
      SET role = excluded.role, state = 'invited', invitedBy = excluded.invitedBy, invitedAt = excluded.invitedAt,
          answeredAt = NULL
      """)
  }

  /// Writes what an organisation answered.
  func answer(
    _ state: Participation.State, for organisation: Organisation.ID, in useCase: UseCase,
    _ permit: borrowing Permit<UseCase>
  ) throws {
    try permit.check(useCase)
    try connection.run(
      """
      UPDATE participation SET state = \(state), answeredAt = \(permit.at)
      WHERE useCase = \(useCase.id) AND organisation = \(organisation)
      """)
  }
}

extension Transaction {
  var participations: ParticipationStore { ParticipationStore(connection: connection) }
}
