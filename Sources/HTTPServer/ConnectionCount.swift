/// How many connections are open, in all and from each address, over all event loops.
final class ConnectionCount: Sendable {
  private struct State {
    var statistics = ConnectionStatistics()
    var byOrigin: [[UInt8]: Int] = [:]
  }

  private let limits: Configuration.Limits
  private let state = Lock(State())

  init(limits: Configuration.Limits) {
    self.limits = limits
  }

  var statistics: ConnectionStatistics { state.withLock { $0.statistics } }

  /// Counts one more connection unless a limit is reached; a trusted proxy brings those of many
  /// addresses.
  func admit(_ address: String, isTrusted: Bool) -> Bool {
    let origin = Self.origin(of: address)
    return state.withLock { state in
      let fromAddress = state.byOrigin[origin, default: 0]
      guard state.statistics.open < limits.connections,
        isTrusted || fromAddress < limits.connectionsPerAddress
      else {
        state.statistics.turnedAway += 1
        return false
      }
      state.statistics.open += 1
      state.statistics.accepted += 1
      state.byOrigin[origin] = fromAddress + 1
      return true
    }
  }

  func release(_ address: String) {
    let origin = Self.origin(of: address)
    state.withLock { state in
      state.statistics.open -= 1
      let left = state.byOrigin[origin, default: 1] - 1
      state.byOrigin[origin] = left > 0 ? left : nil
    }
  }

  /// Who counts as one: of an IPv6 address its first 64 bits, since everybody has all that follow
  /// (RFC 4291 §2.5.1).
  private static func origin(of address: String) -> [UInt8] {
    Network.bytes(of: address).map { Array($0.prefix($0.count == 4 ? 4 : 8)) } ?? []
  }
}

/// The connections of a server, for its metrics.
public struct ConnectionStatistics: Sendable {
  /// Open now.
  public internal(set) var open = 0
  /// Since the start.
  public internal(set) var accepted = 0
  /// Since the start, for want of room.
  public internal(set) var turnedAway = 0

  /// Of a server that has not begun.
  public init() {}
}
