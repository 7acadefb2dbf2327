import HTTP

/// What is known of an exchange while it lasts.
struct ExchangeReport {
  let id: RequestID
  private(set) var peer: String
  private(set) var isSecure: Bool
  /// Whether the request asks for the head only.
  private(set) var isHead = false
  var received = 0
  private var question: Exchange.Question?
  private var started: Int64 = 0

  init(id: RequestID, peer: String, isSecure: Bool) {
    self.id = id
    self.peer = peer
    self.isSecure = isSecure
  }

  /// Learns from the head who asks what.
  mutating func begin(_ head: IncomingHead, of settings: Configuration) {
    isHead = head.method == .head
    if let proxies = settings.proxies {
      let origin = proxies.origin(of: head.headers, from: peer, isSecure: isSecure)
      peer = origin.peer
      isSecure = origin.isSecure
    }
    guard settings.onExchange != nil else { return }
    started = MonotonicClock.now
    var path = "*"
    if case .resource(let target) = head.target { path = target.path }
    question = Exchange.Question(
      method: head.method, path: path, minorVersion: head.minorVersion)
  }

  func end(_ sent: Sent, route: String?, to observe: (@Sendable (Exchange) -> Void)?) {
    guard let observe else { return }
    observe(
      Exchange(
        question: question, id: id, route: route, status: sent.status, received: received,
        sent: sent.bytes, isComplete: sent.isComplete,
        microseconds: started == 0 ? 0 : Int((MonotonicClock.now - started) / 1000), peer: peer,
        isSecure: isSecure))
  }
}
