public import Crypto
import Glibc
import HTTP

/// An HTTP/1.1 server: listens from its creation on, serves while it runs, drains when told to
/// stop.
public final class Server: Sendable {
  private enum State {
    case ready
    case running(loops: Int, CheckedContinuation<Void, Never>)
    case finished
  }

  /// The port listened on, also when 0 was asked for; of the first address, 0 when there is none.
  public let boundPort: UInt16
  private let loops: [EventLoop]
  private let tls: Lock<TLSContext?>
  private let connectionCount: ConnectionCount
  private let bodies: BodyStorage
  private let state = Lock(State.ready)
  private let hasBeenStopped = Lock(false)

  /// Binds the endpoints; throws when one cannot be had.
  public init(_ configuration: Configuration, handler: any Handler) throws(ServerError) {
    // A peer that is gone is found by the result of a write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    let threads = max(1, configuration.threads)
    connectionCount = ConnectionCount(limits: configuration.limits)
    tls = Lock(configuration.tls)
    bodies = try BodyStorage(configuration)
    // One row for each endpoint, one column for each loop.
    var listeners: [[Listener]] = []
    for endpoint in configuration.endpoints {
      if !configuration.takesOver { try Listener.checkIsFree(endpoint) }
      listeners.append(
        try Listener.open(endpoint, count: threads, takesOver: configuration.takesOver))
    }
    var loops: [EventLoop] = []
    for index in 0..<threads {
      loops.append(
        try EventLoop(
          listeners: listeners.map { $0[index] }, settings: configuration, handler: handler,
          tls: tls, connectionCount: connectionCount, bodies: bodies))
    }
    self.loops = loops
    boundPort = listeners.lazy.map { $0[0].port }.first { $0 != 0 } ?? 0
  }

  /// The certificate and settings of connections from now on; those that are open keep theirs.
  ///
  /// Has no effect on a server that began without TLS, whose peers do not expect it.
  public func replaceTLS(_ context: TLSContext) {
    tls.withLock { if $0 != nil { $0 = context } }
  }

  public var connections: ConnectionStatistics { connectionCount.statistics }

  /// Serves until `shutdown` has been called and the last request is answered or its time is up.
  public func run() async throws(ServerError) {
    var failure: ServerError?
    await withCheckedContinuation { continuation in
      let isFirst = state.withLock { state in
        guard case .ready = state else { return false }
        state = .running(loops: loops.count, continuation)
        return true
      }
      guard isFirst else {
        failure = .alreadyRun
        continuation.resume()
        return
      }
      for loop in loops {
        do throws(ServerError) {
          try SystemThread.start { loop.run(whenDrained: self.loopDrained) }
        } catch {
          failure = error
          shutdown()
          loopDrained()
        }
      }
    }
    if let failure { throw failure }
  }

  /// Whether `shutdown` has been called.
  public var isShuttingDown: Bool { hasBeenStopped.withLock { $0 } }

  /// Stops accepting and lets `run` return once drained; may be called from any thread, and before
  /// `run`.
  public func shutdown() {
    hasBeenStopped.withLock { $0 = true }
    for loop in loops { loop.shutdown() }
  }

  private func loopDrained() {
    let last: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard case .running(let loops, let continuation) = state else { return nil }
      if loops > 1 {
        state = .running(loops: loops - 1, continuation)
        return nil
      }
      state = .finished
      return continuation
    }
    guard let last else { return }
    // The process may end at once, without anything being deinitialised.
    bodies.uploads?.remove()
    last.resume()
  }
}
