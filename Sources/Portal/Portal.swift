public import SQLite

/// The whole application, for whoever drives it: the web face, the command line, a test. Its methods, one per deed,
/// stand with their features; here is what they all use.
public final class Portal: Sendable {
  public let database: Database
  public let rules: RuleBook
  public let settings: Settings
  public let keys: HandOverKeys
  let passwordWorkers: PasswordWorkers

  public init(
    database: Database, rules: RuleBook, keys: HandOverKeys, settings: Settings = Settings()
  ) {
    self.database = database
    self.rules = rules
    self.keys = keys
    self.settings = settings
    passwordWorkers = PasswordWorkers(cost: settings.passwordCost)
  }

  /// Does something as somebody: one transaction on the one writer. When the rules or the state refuse, nothing of it
  /// remains but one line in the audit log.
  func work<Result: Sendable>(
    as actor: Actor, _ body: @Sendable (Work) throws -> Result
  ) async throws -> Result {
    do {
      return try await database.write { connection in
        let work = self.work(on: connection, as: actor)
        do {
          return try body(work)
        } catch {
          throw Interruption(error: error, refused: work.gate.refused)
        }
      }
    } catch let interruption as Interruption {
      if let entry = interruption.refused {
        try await database.write { try AuditStore(connection: $0).append(entry) }
      }
      throw interruption.error
    }
  }

  /// Looks at something as somebody: one snapshot, on the caller's thread.
  func read<Result: Sendable>(as actor: Actor, _ body: (Reading) throws -> Result) throws -> Result
  {
    let now = settings.clock()
    return try database.read { connection in
      let gate = gate(for: actor, on: connection, at: now)
      return try body(Reading(connection: connection, now: now, gate: gate))
    }
  }

  /// Looks at what not everybody may look at: a refusal leaves its line in the audit log.
  func look<Result: Sendable>(
    as actor: Actor, _ body: (Reading) throws -> Result
  ) async throws -> Result {
    var refused: Audit.Entry?
    do {
      return try read(as: actor) { reading in
        defer { refused = reading.gate.refused }
        return try body(reading)
      }
    } catch {
      if let entry = refused {
        try await database.write { try AuditStore(connection: $0).append(entry) }
      }
      throw error
    }
  }

  /// What stopped a deed, and the audit entry it leaves when it was refused.
  private struct Interruption: Error {
    let error: any Error
    let refused: Audit.Entry?
  }

  private func work(on connection: Connection, as actor: Actor) -> Work {
    let now = settings.clock()
    return Work(
      connection: connection, now: now,
      gate: gate(for: actor, on: connection, at: now),
      audit: AuditStore(connection: connection), random: settings.random, keys: keys)
  }

  func gate(for actor: Actor, on connection: Connection, at now: Instant) -> Gate {
    Gate(
      actor: actor, rules: rules, connection: connection, now: now,
      reportFault: settings.reportFault)
  }
}
