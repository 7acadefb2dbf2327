import CLinux
import Crypto
import Glibc
import HTTP

/// One connection and the exchanges on it, one after another, in one long task on its event loop.
actor Connection {
  /// Why the conversation stops.
  enum Interruption: Error {
    /// The peer gets this answer first.
    case refused(Refusal)
    /// The peer is gone, or there is nothing left to say.
    case ended
  }

  let loop: EventLoop
  var transport: Transport
  /// The address of the other end in text, `unix` for a Unix-domain socket.
  let peer: String
  /// As `Request.clientFingerprint`.
  var clientFingerprint: [UInt8]?
  /// Names the connection in request ids.
  private let number: UInt64
  private var requestCount: UInt32 = 0
  private let token: ConnectionTable.Token

  var input = InputBuffer()
  var output: [UInt8] = []
  /// Bytes of the present streamed body that have been written.
  var streamedBytes = 0
  var isReadable = true
  /// Whether the peer will send no more; what it has sent may still be unread.
  private(set) var hasPeerFinished = false
  private var isWritable = true
  /// Whether the last deadline has passed, perhaps while nobody waited for it.
  private var isOverdue = false
  private(set) var isClosed = false
  /// Bytes moved since the task has last waited; an exchange counts as so many.
  private var work = 0
  private static let exchangeWork = 16 * 1024
  private static let workInARow = 1024 * 1024
  /// Whether no byte of a next request has come.
  var isIdle = true
  private var waiter: (direction: Socket.Direction, continuation: UnsafeContinuation<Void, Never>)?

  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  /// Nil when there is no memory for TLS.
  init?(
    _ socket: Socket, tls: TLSContext?, peer: String, number: UInt64,
    token: ConnectionTable.Token, loop: EventLoop
  ) {
    guard let transport = Transport(socket, tls) else { return nil }
    self.transport = transport
    self.peer = peer
    self.number = number
    self.token = token
    self.loop = loop
  }

  func serve() async {
    var served = 0
    do throws(Interruption) {
      if transport.isSecure { try await handshake() }
      while try await serveExchange(
        isLast: served + 1 >= loop.settings.limits.requestsPerConnection)
      {
        served += 1
        await pause(after: Self.exchangeWork)
      }
      try await flush()
      await linger()
    } catch {
      // Only `ended` comes here: there is nobody to tell.
    }
    close()
  }

  /// Names one more request.
  func nextRequestID() -> RequestID {
    requestCount &+= 1
    return RequestID(connection: number, request: requestCount)
  }

  // MARK: Called by the loop

  func socketReady(_ events: UInt32) {
    let failed = events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
    if failed || events & EPOLLRDHUP.rawValue != 0 { hasPeerFinished = true }
    if hasPeerFinished || events & EPOLLIN.rawValue != 0 { isReadable = true }
    if failed || events & EPOLLOUT.rawValue != 0 { isWritable = true }
    if let waiter, waiter.direction == .reading ? isReadable : isWritable { wake() }
  }

  func deadlinePassed() {
    isOverdue = true
    wake()
  }

  /// Gives an idle connection a last moment for a request that is on its way; a busy one closes
  /// after its response.
  func drain() {
    if isIdle { setDeadline(after: loop.settings.timeouts.parting) }
  }

  /// Closes at once; whatever the task waits for ends.
  func close() {
    if isClosed { return }
    isClosed = true
    transport.socket.close()
    loop.remove(token, peer: peer)
    wake()
  }

  private func wake() {
    guard let waiting = waiter else { return }
    waiter = nil
    waiting.continuation.resume()
  }

  // MARK: Waiting

  /// Lets the other connections of the loop have their turn when a peer keeps this one busy without
  /// a pause, as one can that pipelines or reads as fast as it is sent to.
  func pause(after bytes: Int) async {
    work += bytes
    if work < Self.workInARow { return }
    work = 0
    await Task.yield()
  }

  func setDeadline(after wait: Duration?) {
    isOverdue = false
    if !isClosed { loop.setDeadline(after: wait, for: token) }
  }

  /// Waits until the socket may move bytes; false when the deadline passes first.
  func wait(for direction: Socket.Direction) async throws(Interruption) -> Bool {
    switch direction {
    case .reading: isReadable = false
    case .writing: isWritable = false
    }
    work = 0
    while !(direction == .reading ? isReadable : isWritable) {
      if isClosed { throw .ended }
      if isOverdue { return false }
      await withUnsafeContinuation { waiter = (direction, $0) }
    }
    if isClosed { throw .ended }
    return true
  }
}
