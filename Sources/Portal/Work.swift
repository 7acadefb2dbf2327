public import SQLite

/// A transaction with the stores in it; each feature adds its own store by an extension.
public protocol Transaction {
  var connection: Connection { get }
  var now: Instant { get }
  var gate: Gate { get }
}

/// A look: one consistent snapshot, nothing can be changed.
public struct Reading: Transaction {
  public let connection: Connection
  public let now: Instant
  public let gate: Gate
}

/// A deed: everything in it happens together with its audit entry, or not at all.
public struct Work: Transaction {
  public let connection: Connection
  public let now: Instant
  public let gate: Gate
  let audit: AuditStore
  let random: @Sendable (Int) -> [UInt8]
  let keys: HandOverKeys

  /// A fresh id, sorting after those made before.
  func newID<Subject>() -> Identifier<Subject> { Identifier(at: now, random: random(10)) }
}
