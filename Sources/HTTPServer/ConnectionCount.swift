/// How many connections are open, in all and from each address, over all event loops.
final class ConnectionCount: Sendable {
  private struct State {
    var total = 0
    var byAddress: [String: Int] = [:]
  }

  private let limits: Configuration.Limits
  private let state = Lock(State())

  init(limits: Configuration.Limits) {
    self.limits = limits
  }

  /// Counts one more connection unless a limit is reached.
  func admit(_ address: String) -> Bool {
    state.withLock { state in
      let fromAddress = state.byAddress[address, default: 0]
      guard state.total < limits.connections, fromAddress < limits.connectionsPerAddress
      else { return false }
      state.total += 1
      state.byAddress[address] = fromAddress + 1
      return true
    }
  }

  func release(_ address: String) {
    state.withLock { state in
      state.total -= 1
      let left = state.byAddress[address, default: 1] - 1
      state.byAddress[address] = left > 0 ? left : nil
    }
  }
}
