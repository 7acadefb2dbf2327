import CLinux
import Crypto
import Glibc
import HTTP

/// One thread that waits for sockets and runs the tasks of its connections, handlers included.
///
/// It is the serial executor of its `Connection` actors and the preferred executor of their tasks.
/// Unchecked: everything but `inbox` is touched on the loop's own thread only, which `isCurrent`
/// tells.
final class EventLoop: SerialExecutor, TaskExecutor, @unchecked Sendable {
  /// What other threads leave for the loop.
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var isShuttingDown = false
  }

  private static let eventCapacity = 256
  /// Connections accepted at a time, so that they do not keep those that are open waiting.
  private static let burst = 16
  /// Deadlines are met to the hundredth of a second.
  private static let granularity: Int64 = 10_000_000
  /// Names in events that no connection has; those of the listeners go down from the last.
  private static let wakeupToken = UInt64.max
  private static let listenerToken = UInt64.max - 1

  let settings: Configuration
  let handler: any Handler
  let standardFields: StandardFields
  private let tls: Lock<TLSContext?>
  let bodies: BodyStorage
  private let connectionCount: ConnectionCount
  private let epoll: Int32
  private let wakeup: Int32
  private let inbox = Lock(Inbox())

  private var listeners: [Listener]
  private var isListening = false
  private var resumesListeningAt = Int64.max
  private var ready: [UnownedJob] = []
  private var connections = ConnectionTable()
  /// Tasks of connections that have not ended, closed ones included.
  private var openTasks = 0
  private var drainDeadline: Int64?
  private var now: Int64 = 0
  private var dateLine = DateLine()
  /// Names connections in request ids; begins anywhere, so that no other loop or process has the
  /// same.
  private var connectionNumber = UInt64.random(in: 0...UInt64.max)

  init(
    listeners: [Listener], settings: Configuration, handler: any Handler, tls: Lock<TLSContext?>,
    connectionCount: ConnectionCount, bodies: BodyStorage
  ) throws(ServerError) {
    self.listeners = listeners
    self.settings = settings
    self.handler = handler
    self.tls = tls
    self.connectionCount = connectionCount
    standardFields = StandardFields(
      settings.standardFields, underTLS: settings.strictTransportSecurity)
    self.bodies = bodies
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw .system("epoll_create1", errno) }
    wakeup = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
    guard wakeup >= 0 else { throw .system("eventfd", errno) }
  }

  deinit {
    for listener in listeners { listener.close() }
    close(wakeup)
    close(epoll)
  }

  // MARK: From any thread

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent {
      ready.append(job)
      return
    }
    let isFirst = inbox.withLock { inbox in
      inbox.jobs.append(job)
      return inbox.jobs.count == 1
    }
    if isFirst { wake() }
  }

  /// Stops accepting, lets requests in flight finish, and ends the loop.
  func shutdown() {
    inbox.withLock { $0.isShuttingDown = true }
    wake()
  }

  func checkIsolated() {
    precondition(isCurrent, "not on the event loop")
  }

  private func wake() {
    var one: UInt64 = 1
    write(wakeup, &one, MemoryLayout<UInt64>.size)
  }

  // MARK: On the loop's thread

  /// Serves until drained, then reports it; runs on for as long as a task of a connection lives.
  func run(whenDrained report: () -> Void) {
    LoopThread.current = self
    defer { LoopThread.current = nil }
    now = MonotonicClock.now
    watch(wakeup, EPOLLIN.rawValue, token: Self.wakeupToken)
    startListening()
    var events = [epoll_event](repeating: epoll_event(), count: Self.eventCapacity)
    var hasReported = false
    while !(isDraining && openTasks == 0 && ready.isEmpty) {
      let count = epoll_wait(epoll, &events, Int32(Self.eventCapacity), waitMilliseconds)
      now = MonotonicClock.now
      for index in 0..<max(0, Int(count)) { dispatch(events[index]) }
      meetDeadlines()
      runReadyJobs()
      if let drainDeadline, now >= drainDeadline, !hasReported {
        // A handler that still works keeps its thread, so that no actor it waits for is stranded.
        for connection in connections.all { connection.assumeIsolated { $0.close() } }
        self.drainDeadline = .max
        hasReported = true
        report()
      }
    }
    if !hasReported { report() }
  }

  private func meetDeadlines() {
    for connection in connections.takeExpired(now: now) {
      connection.assumeIsolated { $0.deadlinePassed() }
    }
    if now >= resumesListeningAt { startListening() }
  }

  /// Runs the jobs that were ready at the start; those they make ready wait for the sockets to have
  /// their turn.
  private func runReadyJobs() {
    let jobs = ready
    ready.removeAll(keepingCapacity: true)
    for job in jobs {
      job.runSynchronously(
        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
  }

  private var waitMilliseconds: Int32 {
    if !ready.isEmpty { return 0 }
    let next = min(connections.earliestDeadline, resumesListeningAt, drainDeadline ?? .max)
    if next == .max { return -1 }
    let wait = max(next - MonotonicClock.now, Self.granularity)
    return Int32(clamping: (wait + 999_999) / 1_000_000)
  }

  private func dispatch(_ event: epoll_event) {
    var event = event
    switch epoll_event_token(&event) {
    case Self.wakeupToken: readInbox()
    case let bits where isListening && Self.listenerToken - bits < UInt64(listeners.count):
      accept(from: listeners[Int(Self.listenerToken - bits)], atMost: Self.burst)
    case let bits:
      guard let connection = connections[ConnectionTable.Token(bits: bits)] else { return }
      connection.assumeIsolated { $0.socketReady(event.events) }
    }
  }

  private func readInbox() {
    var count: UInt64 = 0
    read(wakeup, &count, MemoryLayout<UInt64>.size)
    let received = inbox.withLock { inbox in
      let received = inbox
      inbox.jobs.removeAll(keepingCapacity: true)
      return received
    }
    ready.append(contentsOf: received.jobs)
    if received.isShuttingDown, drainDeadline == nil { startDraining() }
  }

  private func watch(_ descriptor: Int32, _ events: UInt32, token: UInt64) {
    var event = epoll_event_with(events, token)
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
  }
}

// MARK: - Connections

extension EventLoop {
  private func startListening() {
    resumesListeningAt = .max
    if isListening { return }
    for (index, listener) in listeners.enumerated() {
      // A connection to a descriptor that several loops share wakes one of them.
      watch(
        listener.descriptor, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue,
        token: Self.listenerToken - UInt64(index))
    }
    isListening = true
  }

  private func pauseListening() {
    for listener in listeners { epoll_ctl(epoll, EPOLL_CTL_DEL, listener.descriptor, nil) }
    isListening = false
    resumesListeningAt = now + 100_000_000
  }

  private func accept(from listener: Listener, atMost count: Int) {
    for _ in 0..<count {
      switch listener.accept() {
      case .none: return
      case .connection(let socket, let peer):
        let tls = listener.isUnix ? nil : tls.withLock { $0 }
        if connectionCount.admit(peer, isTrusted: settings.proxies?.contains(peer) ?? false) {
          open(socket, tls: tls, peer: peer)
        } else {
          turnAway(socket, isSecure: tls != nil)
        }
      case .exhausted:
        // Without a pause the loop would spin on a connection it cannot accept.
        pauseListening()
        return
      }
    }
  }

  private func open(_ socket: Socket, tls: TLSContext?, peer: String) {
    let token = connections.reserve()
    connectionNumber &+= 1
    guard
      let connection = Connection(
        socket, tls: tls, peer: peer, number: connectionNumber, token: token, loop: self)
    else {
      remove(token, peer: peer)
      socket.close()
      return
    }
    connections.fill(token, with: connection)
    // Edge-triggered for both directions: one registration for the whole life.
    let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    watch(socket.descriptor, events, token: token.bits)
    openTasks += 1
    Task(executorPreference: self) {
      await connection.serve()
      self.openTasks -= 1
    }
  }

  /// Says that there is no room; under TLS only by closing, as keys are what a flood must not cost.
  private func turnAway(_ socket: Socket, isSecure: Bool) {
    if !isSecure {
      let refusal = Refusal.overCapacity("too many connections")
      var answer: [UInt8] = []
      Answer(refusing: refusal).writeHead(
        to: &answer, .bytes(refusal.text.count), standardFields: standardFields,
        dateLine: currentDateLine)
      answer += refusal.text
      _ = answer.withUnsafeBytes { socket.send($0) }
      socket.finishSending()
    }
    socket.close()
  }

  /// Forgets a closed connection.
  func remove(_ token: ConnectionTable.Token, peer: String) {
    connections.remove(token)
    connectionCount.release(peer)
  }

  /// Wakes the connection after some time unless another deadline replaces this one; nil for never.
  func setDeadline(after wait: Duration?, for token: ConnectionTable.Token) {
    connections.setDeadline(wait.map { now + $0.nanoseconds } ?? .max, for: token)
  }

  /// The `date` header line of this second.
  var currentDateLine: [UInt8] { dateLine.bytes() }

  var isDraining: Bool { drainDeadline != nil }

  private func startDraining() {
    drainDeadline = now + settings.timeouts.drain.nanoseconds
    // Who has connected already gets an answer.
    for listener in listeners {
      accept(from: listener, atMost: .max)
      listener.close()
    }
    listeners = []
    isListening = false
    for connection in connections.all { connection.assumeIsolated { $0.drain() } }
  }
}
