import CSQLite

/// One step of the schema, forward only. Versions are 1, 2, 3 … without a gap, and a step once applied never changes.
public struct Migration: Sendable {
  public let version: Int
  public let name: String
  /// One or more statements. Foreign keys are checked at the end, not on the way, so that tables can be rebuilt.
  public let sql: String

  public init(version: Int, name: String, sql: String) {
    self.version = version
    self.name = name
    self.sql = sql
  }
}

/// Why a database and a list of migrations do not belong together.
public enum MigrationError: Error, Equatable, CustomStringConvertible {
  /// The list, or what has been applied, is not numbered 1, 2, 3 …
  case gap(expected: Int, found: Int)
  /// An applied step is not the one in the list.
  case changed(version: Int, name: String)
  /// The database has been migrated by a newer program.
  case newer(version: Int, known: Int)
  /// After a step, rows of this table refer to rows that are not there.
  case danglingReference(version: Int, table: String)
  /// A step ended its own transaction.
  case transactionEnded(version: Int)

  public var description: String {
    switch self {
    case .gap(let expected, let found): "migration \(expected) expected, \(found) found"
    case .changed(let version, let name):
      "migration \(version) was applied as “\(name)” and differs from the one of this program"
    case .newer(let version, let known):
      "the database is at migration \(version), this program knows \(known): it is newer"
    case .danglingReference(let version, let table):
      "migration \(version) leaves rows in \(table) that refer to nothing"
    case .transactionEnded(let version): "migration \(version) ends its own transaction"
    }
  }
}

extension Connection {
  /// Applies what is missing, each step in its own transaction; returns what it applied.
  func migrate(_ migrations: [Migration]) throws -> [Migration] {
    for (index, migration) in migrations.enumerated() where migration.version != index + 1 {
      throw MigrationError.gap(expected: index + 1, found: migration.version)
    }
    // Rebuilding a table drops it, which held foreign keys would turn into deletions (sqlite.org/lang_altertable.html §7).
    try execute(script: "PRAGMA foreign_keys = OFF")
    defer { csqlite_set(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1) }
    var applied: [Migration] = []
    while let migration = try applyNext(of: migrations) { applied.append(migration) }
    return applied
  }

  /// Looks and applies in one transaction, so that two programs starting at once do not apply a step twice.
  private func applyNext(of migrations: [Migration]) throws -> Migration? {
    try transaction("BEGIN IMMEDIATE") { _ in
      try run(
        """
        CREATE TABLE IF NOT EXISTS schemaMigration (
          version    INTEGER PRIMARY KEY,
          name       TEXT NOT NULL,
          sql        TEXT NOT NULL,
          appliedAt  INTEGER NOT NULL  -- milliseconds since 1970 UTC
        ) STRICT
        """)
      let done = try checkApplied(against: migrations)
      guard done < migrations.count else { return nil }
      let migration = migrations[done]
      try execute(script: migration.sql)
      guard isInTransaction else {
        throw MigrationError.transactionEnded(version: migration.version)
      }
      if let table: String = try value("PRAGMA foreign_key_check") {
        throw MigrationError.danglingReference(version: migration.version, table: table)
      }
      try run(
        """
        INSERT INTO schemaMigration (version, name, sql, appliedAt)
        VALUES (\(migration.version), \(migration.name), \(migration.sql), unixepoch() * 1000)
        """)
      return migration
    }
  }

  /// The number of steps applied, which must be the first ones of the list.
  private func checkApplied(against migrations: [Migration]) throws -> Int {
    let applied = try rows("SELECT version, name, sql FROM schemaMigration ORDER BY version") {
      Migration(version: try $0(0), name: try $0(1), sql: try $0(2))
    }
    if let last = applied.last, last.version > migrations.count {
      throw MigrationError.newer(version: last.version, known: migrations.count)
    }
    for (index, step) in applied.enumerated() {
      guard step.version == index + 1 else {
        throw MigrationError.gap(expected: index + 1, found: step.version)
      }
      guard step.sql.utf8.elementsEqual(migrations[index].sql.utf8) else {
        throw MigrationError.changed(version: step.version, name: step.name)
      }
    }
    return applied.count
  }
}
