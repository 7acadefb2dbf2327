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
  private(set) var transport: Transport
  /// The address of the other end in text, `unix` for a Unix-domain socket.
  let peer: String
  /// Names the connection in request ids.
  private let number: UInt64
  private var requestCount: UInt32 = 0
  private let token: ConnectionTable.Token

  var input = InputBuffer()
  var output: [UInt8] = []
  /// Bytes of the present streamed body that have been written.
  var streamedBytes = 0
  private var isReadable = true
  /// Whether the peer will send no more; what it has sent may still be unread.
  private var hasPeerFinished = false
  private var isWritable = true
  /// Whether the last deadline has passed, perhaps while nobody waited for it.
  private var isOverdue = false
  private var isClosed = false
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
  private func pause(after bytes: Int) async {
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
  private func wait(for direction: Socket.Direction) async throws(Interruption) -> Bool {
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

  /// Agrees with the peer on keys, or tells one that speaks plain HTTP that this is TLS.
  private func handshake() async throws(Interruption) {
    isIdle = false
    setDeadline(after: loop.settings.timeouts.handshake)
    var first: UInt8 = 0
    while case .blocked(let direction) = transport.socket.peek(into: &first) {
      guard try await wait(for: direction) else { throw .ended }
    }
    if isClosed { throw .ended }
    // Every TLS conversation begins with a record of type handshake, 22 (RFC 8446 §5.1).
    guard first == 22 else {
      transport = transport.withoutTLS
      _ = try await send(Answer(refusing: .malformed("plain HTTP on a port for TLS")))
      try await flush()
      await linger()
      throw .ended
    }
    while true {
      if isClosed { throw .ended }
      switch transport.handshake() {
      case .bytes: return
      case .blocked(let direction):
        guard try await wait(for: direction) else { throw .ended }
      case .ended: throw .ended
      }
    }
  }

  /// Receives some bytes behind those unread; false when the deadline passes first.
  func receive() async throws(Interruption) -> Bool {
    while true {
      if !isReadable, try await !wait(for: .reading) { return false }
      if isClosed { throw .ended }
      var transfer = Socket.Transfer.ended
      _ = input.append(minimum: 2 * 1024) { room in
        transfer = transport.receive(into: room)
        guard case .bytes(let count) = transfer else { return 0 }
        // A short read has emptied the socket; the next bytes bring a new event. The end of the
        // stream does not, when its event came together with that of the last bytes.
        if count < room.count, !hasPeerFinished, transport.emptiesByShortReads {
          isReadable = false
        }
        return count
      }
      switch transfer {
      case .bytes(let count):
        await pause(after: count)
        return true
      case .blocked(let direction): guard try await wait(for: direction) else { return false }
      case .ended: throw .ended
      }
    }
  }

  func transmit(_ bytes: [UInt8], hasMore: Bool = false) async throws(Interruption) {
    try await transmit(bytes.count) { sent in
      bytes.withUnsafeBytes {
        transport.send(UnsafeRawBufferPointer(rebasing: $0[sent...]), hasMore: hasMore)
      }
    }
  }

  func transmit(_ slice: FileSlice) async throws(Interruption) {
    try await transmit(slice.length) { sent in transport.send(slice, after: sent) }
  }

  /// Sends `count` bytes, which `send` hands to the socket once so many are sent; each further
  /// 64 KiB has the write time-out.
  private func transmit(
    _ count: Int, _ send: (_ sent: Int) -> Socket.Transfer
  ) async throws(Interruption) {
    var sent = 0
    var mark = 0
    setDeadline(after: loop.settings.timeouts.write)
    while sent < count {
      if isClosed { throw .ended }
      switch send(sent) {
      case .bytes(let more):
        sent += more
        if sent - mark >= 64 * 1024 {
          mark = sent
          setDeadline(after: loop.settings.timeouts.write)
        }
        await pause(after: more)
      case .blocked(let direction): guard try await wait(for: direction) else { throw .ended }
      case .ended: throw .ended
      }
    }
  }

  /// Sends what has been written to `output`.
  func flush(hasMore: Bool = false) async throws(Interruption) {
    if output.isEmpty { return }
    var bytes: [UInt8] = []
    swap(&bytes, &output)
    try await transmit(bytes, hasMore: hasMore)
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &output)
  }

  /// Reads on for a moment after the last response, since closing on unread bytes would take it
  /// back (RFC 9112 §9.6).
  private func linger() async {
    transport.finishSending()
    setDeadline(after: loop.settings.timeouts.linger)
    var discarded = 0
    while discarded < 1024 * 1024 {
      input.removeAll()
      guard let isReceived = try? await receive(), isReceived else { return }
      discarded += input.count
    }
  }
}
