import SQLite

/// The accounts.
struct PersonStore {
  let connection: Connection

  func find(_ id: Person.ID) throws -> Person? {
    try connection.first("SELECT \(Person.columns) FROM person WHERE id = \(id)") {
      try Person($0)
    }
  }

  func find(_ email: EmailAddress) throws -> Person? {
    try connection.first("SELECT \(Person.columns) FROM person WHERE email = \(email.text)") {
      try Person($0)
    }
  }

  /// The stored hash; `nil` for an account that cannot sign in by password, or is disabled.
  func passwordHash(of id: Person.ID) throws -> String? {
    let hash: String?? = try connection.value(
      "SELECT passwordHash FROM person WHERE id = \(id) AND disabledAt IS NULL")
    return hash ?? nil
  }

  /// A new account, made by the organisation that adds it.
  func insert(
    _ person: Person, passwordHash: String, in organisation: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    try connection.run(
      """
      INSERT INTO person (id, email, name, passwordHash, language, isSample, createdAt, disabledAt)
      VALUES (\(person.id), \(person.email), \(person.name), \(passwordHash), \(person.language),
              \(person.isSample), \(person.createdAt), \(person.disabledAt))
      """)
  }

  func setPasswordHash(_ hash: String, of person: Person, _ permit: borrowing Permit<Person>) throws
  {
    try permit.check(person)
    try connection.run("UPDATE person SET passwordHash = \(hash) WHERE id = \(person.id)")
  }
}

extension Person {
  /// In the order in which `init(_:at:)` reads them.
  static let columns: SQL =
    "person.id, person.email, person.name, person.language, person.isSample, person.createdAt, person.disabledAt"

  init(_ row: Row, at first: Int = 0) throws {
    self.init(
      id: try row(first), email: try row(first + 1), name: try row(first + 2),
      language: try row(first + 3), isSample: try row(first + 4), createdAt: try row(first + 5),
      disabledAt: try row(first + 6))
  }
}

extension Transaction {
  var people: PersonStore { PersonStore(connection: connection) }

  func person(_ id: Person.ID) throws -> Person {
    guard let person = try people.find(id) else { throw PortalError.notFound }
    return person
  }
}
