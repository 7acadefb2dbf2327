import Crypto
import SQLite

/// All SQL of publishers' keys.
struct SigningKeyStore {
  let connection: Connection

  /// Of one organisation, the newest first: that one is good for new versions.
  func keys(of organisation: Organisation.ID) throws -> [SigningKey] {
    try connection.rows(
      """
      SELECT \(Self.columns) FROM signingKey WHERE organisation = \(organisation)
      ORDER BY number DESC LIMIT 100
      """
    ) { try Self.key($0, from: 0) }
  }

  func isKnown(_ key: Ed25519.PublicKey) throws -> Bool {
    try connection.value("SELECT 1 FROM signingKey WHERE key = \(key.raw)") == 1
  }

  func insert(
    _ key: SigningKey, by person: Person.ID, of organisation: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    try connection.run(
      """
      INSERT INTO signingKey (organisation, key, registeredBy, registeredAt)
      VALUES (\(organisation.id), \(key.key.raw), \(person), \(key.registeredAt))
      """)
  }

  static let columns: SQL = "signingKey.organisation, key, registeredAt"

  static func key(_ row: Row, from column: Int) throws -> SigningKey {
    SigningKey(
      organisation: try row(column), key: try Ed25519.PublicKey(raw: try row(column + 1)),
      registeredAt: try row(column + 2))
  }
}

extension Transaction {
  var signingKeys: SigningKeyStore { SigningKeyStore(connection: connection) }
}
