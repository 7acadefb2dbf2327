import Foundation
public import Portal
public import SQLite

/// A whole portal on a temporary database, with the policies as shipped, a clock that stands still and a small cast of
/// sample people. The database goes with it.
public final class TestPortal: Sendable {
  public let portal: Portal
  public let clock: TestClock
  public let cast: Cast
  public let folder: String

  /// `rule` is text of policies to be added to those shipped.
  public init(
    adding rule: String = "", settings adjust: (inout Settings) -> Void = { _ in }
  ) async throws {
    folder = NSTemporaryDirectory() + "fabrique-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    clock = TestClock()
    var settings = Settings()
    settings.clock = clock.now
    // The cheapest hash there is: tests sign in often.
    settings.passwordCost = 4
    adjust(&settings)
    let database = try Database.open(
      path: folder + "/fabrique.sqlite", readers: 4, migrations: Migrations.all)
    portal = Portal(
      database: database, rules: try Self.rules(adding: rule, in: folder),
      keys: try HandOverKeys(madeAt: clock.now()), settings: settings)
    cast = try await Cast.enter(database, at: clock.now())
  }

  private static func rules(adding rule: String, in folder: String) throws -> RuleBook {
    guard !rule.isEmpty else { return try RuleBook(folder: root + "/policies") }
    let copy = folder + "/policies"
    try FileManager.default.copyItem(atPath: root + "/policies", toPath: copy)
    try Data(rule.utf8).write(to: URL(filePath: copy + "/test.cedar"))
    return try RuleBook(folder: copy)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The top of the source tree.
  public static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The audit log as `actor action outcome resourceType`, oldest first: scenarios state it whole.
  public func auditLines(after number: Int = 0) throws -> [String] {
    try portal.database.read { connection in
      try connection.rows(
        "SELECT actor, action, outcome, resourceType FROM audit WHERE number > \(number) ORDER BY number"
      ) { row in
        "\(try row(0) as String) \(try row(1) as String) \(try row(2) as String) \(try row(3) as String)"
      }
    }
  }

  /// How many lines the audit log has.
  public func auditCount() throws -> Int {
    try portal.database.read { try $0.value("SELECT count(*) FROM audit") ?? 0 }
  }

  /// One value of the database, to see that nothing was written.
  public func value<Value: ColumnReadable & Sendable>(_ sql: SQL) throws -> Value? {
    try portal.database.read { try $0.value(sql) }
  }
}

/// A clock that moves only when told to; it begins on 2026-11-21 at 09:00 UTC.
public final class TestClock: Sendable {
  private let lock = NSLock()
  nonisolated(unsafe) private var milliseconds: Int64 = 1_795_251_600_000  // guarded by `lock`

  public func now() -> Instant {
    lock.withLock { Instant(milliseconds: milliseconds) }
  }

  public func advance(seconds: Int64) {
    lock.withLock { milliseconds += seconds * 1000 }
  }

  public func advance(days: Int64) { advance(seconds: days * 86_400) }
}
