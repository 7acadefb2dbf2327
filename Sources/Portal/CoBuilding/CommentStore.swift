import SQLite

/// All SQL of the discussion of use cases.
struct CommentStore {
  let connection: Connection

  func insert(
    _ body: String, id: Comment.ID, by member: Member, on useCase: UseCase,
    _ permit: borrowing Permit<UseCase>
  ) throws {
    try permit.check(useCase)
    try connection.run(
      """
      INSERT INTO comment (id, useCase, author, organisation, at, body)
      VALUES (\(id), \(useCase.id), \(member.person), \(member.organisation), \(permit.at), \(body))
      """)
  }

  /// The discussion, newest first.
  func page(of useCase: UseCase.ID, after cursor: Cursor?, limit: Limit) throws -> Page<Comment> {
    let older: SQL = if let last = cursor?.parts.first { "AND comment.id < \(last)" } else { "" }
    let rows = try connection.rows(
      """
      SELECT comment.id, author, person.name, organisation.name, at, body
      FROM comment
        JOIN person ON person.id = author
        JOIN organisation ON organisation.id = comment.organisation
      WHERE useCase = \(useCase) \(older)
      ORDER BY comment.id DESC LIMIT \(limit.count + 1)
      """
    ) { row in
      Comment(
        id: try row(0),
        author: Revision.Author(person: try row(1), name: try row(2), organisation: try row(3)),
        at: try row(4), body: try row(5))
    }
    let total: Int? = try connection.value(
      "SELECT count(*) FROM comment WHERE useCase = \(useCase)")
    return Page(rows: rows, limit: limit, total: total ?? 0) { Cursor($0.id.text) }
  }
}

extension Transaction {
  var comments: CommentStore { CommentStore(connection: connection) }
}
