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

  /// The port listened on, also when 0 was asked for.
  public let boundPort: UInt16
  private let loops: [EventLoop]
  private let state = Lock(State.ready)

  /// Binds the address; throws when it cannot be had.
  public init(_ configuration: Configuration, handler: any Handler) throws(ServerError) {
    // A peer that is gone is found by the result of a write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    if configuration.port != 0 {
      try Listener.checkIsFree(host: configuration.host, port: configuration.port)
    }
    let count = ConnectionCount(limits: configuration.limits)
    let bodies = try BodyStorage(configuration)
    var loops: [EventLoop] = []
    var port = configuration.port
    for _ in 0..<max(1, configuration.threads) {
      let listener = try Listener(host: configuration.host, port: port)
      port = listener.port
      loops.append(
        try EventLoop(
          listener: listener, settings: configuration, handler: handler, connectionCount: count,
          bodies: bodies))
    }
    self.loops = loops
    boundPort = port
  }

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

  /// Stops accepting and lets `run` return once drained; may be called from any thread, and before
  /// `run`.
  public func shutdown() {
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
    last?.resume()
  }
}
