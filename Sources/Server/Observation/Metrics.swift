import HTTP
import HTTPServer

/// Counts exchanges by route.
final class Metrics: Sendable {
  /// What one route has answered.
  struct Route {
    /// Upper bounds of the buckets, in microseconds; one more bucket takes what is above.
    static let bounds = [
      500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
      5_000_000,
    ]

    private(set) var statuses: [Int: Int] = [:]
    /// Exchanges within each bound and above the one before it.
    private(set) var buckets = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var microseconds = 0
    private(set) var received = 0
    private(set) var sent = 0
    private(set) var broken = 0

    mutating func add(_ exchange: Exchange) {
      statuses[exchange.status.code, default: 0] += 1
      let bucket = Self.bounds.firstIndex { exchange.microseconds <= $0 } ?? Self.bounds.count
      buckets[bucket] += 1
      microseconds += exchange.microseconds
      received += exchange.received
      sent += exchange.sent
      if !exchange.isComplete { broken += 1 }
    }
  }

  private let state = Lock<[String: Route]>([:])

  /// What no route answered, such as what is nowhere or could not be read, counts as one.
  func add(_ exchange: Exchange) {
    state.withLock { $0[exchange.route ?? "none", default: Route()].add(exchange) }
  }

  /// In the order of their names.
  var routes: [(name: String, route: Route)] {
    state.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
