import JSON
import SQLite

/// All SQL of sheets: their revisions, each written once.
struct RevisionStore {
  let connection: Connection

  /// The sheet as it was in a revision; `nil` where there is no such revision.
  func sheet(of useCase: UseCase.ID, revision: Int) throws -> Sheet? {
    try connection.first(
      "SELECT sheet FROM revision WHERE useCase = \(useCase) AND number = \(revision)"
    ) { try Sheet(stored: $0(0)) }
  }

  /// The sheet of a revision that the use case itself names.
  func namedSheet(of useCase: UseCase.ID, revision: Int) throws -> Sheet {
    guard let sheet = try sheet(of: useCase, revision: revision) else {
      throw PortalError.damaged("use case \(useCase): revision \(revision) is missing")
    }
    return sheet
  }

  /// Adds a revision. The permit is the one of the thing it is written under: the use case, or what it is drafted in.
  func insert(
    _ sheet: Sheet, number: Int, changed: [SheetField], note: String, of useCase: UseCase.ID,
    _ permit: borrowing Permit<some Protected>
  ) throws {
    let changed = JSON.array(changed.map { .string($0.rawValue) }).serialised()
    try connection.run(
      """
      INSERT INTO revision (useCase, number, author, organisation, at, sheet, title, riskClass, changed, note)
      VALUES (\(useCase), \(number), \(permit.actor.person), \(permit.actor.member?.organisation), \(permit.at),
              \(sheet.stored), \(sheet.text(.title)), \(sheet.choice(.riskClass) ?? "nonEvalue"),
              \(String(decoding: changed, as: UTF8.self)), \(note))
      """)
  }

  /// The revisions, newest first.
  func all(of useCase: UseCase.ID) throws -> [Revision] {
    try connection.rows(Self.select + "WHERE useCase = \(useCase) ORDER BY number DESC") {
      try Self.revision($0)
    }
  }

  func find(_ number: Int, of useCase: UseCase.ID) throws -> Revision? {
    try connection.first(Self.select + "WHERE useCase = \(useCase) AND number = \(number)") {
      try Self.revision($0)
    }
  }

  /// Whoever wrote any of them.
  func authors(of useCase: UseCase.ID) throws -> [Person.ID] {
    try connection.rows(
      "SELECT DISTINCT author FROM revision WHERE useCase = \(useCase) AND author IS NOT NULL"
    ) { try $0(0) }
  }

  private static let select: SQL = """
    SELECT number, at, author, person.name, organisation.name, changed, coalesce(note, '')
    FROM revision
      LEFT JOIN person ON person.id = author
      LEFT JOIN organisation ON organisation.id = revision.organisation

    """

  private static func revision(_ row: Row) throws -> Revision {
    let person: Person.ID? = try row(2)
    let name: String? = try row(3)
    let organisation: String? = try row(4)
    return Revision(
      number: try row(0), at: try row(1),
      author: person.map {
        Revision.Author(person: $0, name: name ?? "", organisation: organisation ?? "")
      },
      changed: try fields(row(5)), note: try row(6))
  }

  private static func fields(_ stored: String) throws -> [SheetField] {
    let items = try JSON(parsing: Array(stored.utf8)).items
    let fields = items?.compactMap { $0.text.flatMap { SheetField(rawValue: $0) } }
    guard let fields, fields.count == items?.count else {
      throw PortalError.damaged("changed fields of a revision: \(stored)")
    }
    return fields
  }
}

extension Transaction {
  var revisions: RevisionStore { RevisionStore(connection: connection) }
}
