import Crypto
import Dispatch
import Synchronization

/// Where passwords are hashed and checked: a tenth of a second and 32 MiB each, so never on a thread that serves
/// requests, never more than two at once, and never with a long queue behind them.
final class PasswordWorkers: Sendable {
  private static let queueLimit = 64

  private let queues = [
    DispatchQueue(label: "fabrique.passwords.1"), DispatchQueue(label: "fabrique.passwords.2"),
  ]
  private let turns = Atomic(0)
  private let waiting = Atomic(0)
  private let cost: Int

  /// `cost`: scrypt's log₂ N.
  init(cost: Int) { self.cost = cost }

  func hash(_ password: Password) async throws -> String {
    let cost = try cost.scrypt
    return try await run { try PasswordHash(of: password.text, cost: cost).text }
  }

  /// Whether the password is the stored one. Takes as long where nothing is stored: an account that does not exist
  /// cannot be told from a wrong password.
  func matches(_ password: Password, stored: String?) async throws -> Bool {
    let cost = try cost.scrypt
    return try await run {
      let hash = try stored.map(PasswordHash.init(stored:)) ?? Self.decoy(cost)
      return try hash.matches(password.text)
    }
  }

  /// The hash of no password.
  private static func decoy(_ cost: Scrypt.Cost) throws -> PasswordHash {
    let salt = String(repeating: "A", count: 22)
    let hash = String(repeating: "A", count: 43)
    return try PasswordHash(
      stored: "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)$\(salt)$\(hash)")
  }

  private func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    defer { waiting.subtract(1, ordering: .relaxed) }
    guard waiting.add(1, ordering: .relaxed).newValue <= Self.queueLimit else {
      throw PortalError.throttled(retryAfter: 5)
    }
    let turn = turns.wrappingAdd(1, ordering: .relaxed).newValue
    return try await withCheckedThrowingContinuation { continuation in
      queues[turn & 1].async { continuation.resume(with: Swift.Result(catching: body)) }
    }
  }
}

extension Int {
  fileprivate var scrypt: Scrypt.Cost {
    get throws { try Scrypt.Cost(logN: self, blockSize: 8, parallelism: 1) }
  }
}
