import SQLite

/// A table of each type, for every test.
let notes = [
  Migration(
    version: 1, name: "notes",
    sql: """
      CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE note (
        id      INTEGER PRIMARY KEY,
        shelf   INTEGER REFERENCES shelf (id),
        body    TEXT CHECK (length(body) < 100),
        weight  REAL,
        seal    BLOB
      ) STRICT;
      """)
]

/// Records statements and fails the one it is told to.
///
/// Unchecked because a hook cannot wait for an actor: a test that uses one does one thing after the other.
final class Recorder: @unchecked Sendable {
  private(set) var statements: [String] = []
  private var failing: Int?

  struct Injected: Error {}

  /// From here on counts afresh and fails the statement of this number, the first being 1.
  func fail(at number: Int?) {
    statements = []
    failing = number
  }

  func record(_ statement: String) throws {
    statements.append(statement)
    if statements.count == failing { throw Injected() }
  }
}
