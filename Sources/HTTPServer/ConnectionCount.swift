/// How many connections are open, in all and from each address, over all event loops.
final class ConnectionCount: Sendable {
  private struct State {
    var statistics = ConnectionStatistics()
    var byAddress: [String: Int] = [:]
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
    state.withLock { state in
      let fromAddress = state.byAddress[address, default: 0]
      guard state.statistics.open < limits.connections,
        isTrusted || fromAddress < limits.connectionsPerAddress
      else {
        state.statistics.turnedAway += 1
        return false
      }
      state.statistics.open += 1
      state.statistics.accepted += 1
      state.byAddress[address] = fromAddress + 1
      return true
    }
  }

  func release(_ address: String) {
    state.withLock { state in
      state.statistics.open -= 1
      let left = state.byAddress[address, default: 1] - 1
      state.byAddress[address] = left > 0 ? left : nil
    }
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
