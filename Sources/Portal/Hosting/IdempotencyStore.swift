import Crypto
import SQLite

/// Remembers what a person created under a key of their choice, so that a repeated request creates nothing twice.
struct IdempotencyStore {
  let connection: Connection

  /// What was created under the key before; `nil` when it is new. Throws `keyReused` when it stood for something else.
  func result<Subject>(
    of key: IdempotencyKey, _ action: Action, by person: Person.ID
  ) throws -> Identifier<Subject>? {
    let known = try connection.first(
      "SELECT action, digest, result FROM idempotencyKey WHERE person = \(person) AND key = \(key.text)"
    ) { row in
      (
        action: try row(0) as String, digest: try row(1) as [UInt8],
        result: try row(2) as Identifier<Subject>
      )
    }
    guard let known else { return nil }
    guard known.action == action.rawValue, known.digest == key.digest else {
      throw PortalError.keyReused
    }
    return known.result
  }

  /// Takes no permit: the row stands for the creation next to it, whose permit covers it, and says nothing of its own.
  func remember<Subject>(
    _ key: IdempotencyKey, _ action: Action, by person: Person.ID, made result: Identifier<Subject>,
    at instant: Instant
  ) throws {
    try connection.run(
      """
      INSERT INTO idempotencyKey (person, key, action, digest, result, at)
      VALUES (\(person), \(key.text), \(action.rawValue), \(key.digest), \(result), \(instant))
      """)
  }
}

/// The key of a creation and the digest of what was asked under it.
public struct IdempotencyKey: Sendable {
  let text: String
  let digest: [UInt8]

  /// `content` is whatever was sent. Throws `invalid` unless the key has 1 to 200 characters.
  public init(_ text: String, content: [UInt8]) throws(PortalError) {
    guard (1...200).contains(text.unicodeScalars.count) else {
      throw .invalid(
        "Idempotency-Key",
        Text("La clé compte 1 à 200 caractères.", "The key has 1 to 200 characters."))
    }
    self.text = text
    digest = Digest.sha256(content)
  }
}

extension Transaction {
  var idempotency: IdempotencyStore { IdempotencyStore(connection: connection) }
}
