import HTTP

/// The course of one exchange: head, body, handler, response.
extension Connection {
  /// Serves one request; false when the connection shall close.
  func serveExchange(isLast: Bool) async throws(Interruption) -> Bool {
    var isHead = false
    do {
      let head = try await readHead()
      isHead = head.method == .head
      let started = loop.settings.onExchange == nil ? 0 : MonotonicClock.now
      guard case .resource(let target) = head.target else {
        // Content left unread would be taken for the next request.
        _ = try await readBody(head, limit: 0)
        let answer = Answer(to: head, Response(.noContent), keepsAlive: !isLast && !loop.isDraining)
        _ = try await send(answer)
        return answer.keepsAlive
      }
      var request = Request(
        method: head.method, target: target, headers: head.headers, peer: peer, isSecure: false)
      request.body = try await readBody(head, limit: loop.handler.bodyLimit(for: request))
      setDeadline(after: nil)
      let response = await loop.handler.respond(to: request)
      let answer = Answer(to: head, response, keepsAlive: !isLast && !loop.isDraining)
      let sent = try await send(answer)
      report(head.method, target.path, sent, since: started)
      return answer.keepsAlive && sent.isComplete
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      let answer = Answer(refusing: refusal, isHead: isHead)
      let sent = try await send(answer)
      report(nil, nil, sent, since: nil)
      return false
    }
  }

  private func readHead() async throws(Interruption) -> IncomingHead {
    var parser = HeadParser(limits: loop.settings.limits)
    isIdle = input.isEmpty
    setDeadline(after: isIdle ? loop.settings.timeouts.idle : loop.settings.timeouts.header)
    while true {
      if !input.isEmpty, let head = try refusing({ () throws(Refusal) in try parser.parse(&input) })
      {
        isIdle = false
        return head
      }
      // Answers to pipelined requests leave together, once there is no further request at hand.
      if !output.isEmpty {
        try await flush()
        setDeadline(after: isIdle ? loop.settings.timeouts.idle : loop.settings.timeouts.header)
      }
      guard try await receive() else {
        if isIdle { throw .ended }
        throw .refused(Refusal(.requestTimeout, "the head did not come in time"))
      }
      if isIdle {
        isIdle = false
        setDeadline(after: loop.settings.timeouts.header)
      }
    }
  }

  private func readBody(
    _ head: IncomingHead, limit: Int
  ) async throws(Interruption) -> [UInt8] {
    if head.framing == .none { return [] }
    var decoder = try refusing { () throws(Refusal) in try BodyDecoder(head.framing, limit: limit) }
    if head.expectsContinue, input.isEmpty {
      output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
    }
    try await flush()
    setDeadline(after: loop.settings.timeouts.body)
    var mark = 0
    while try !refusing({ () throws(Refusal) in try decoder.decode(&input) }) {
      if decoder.body.count - mark >= 64 * 1024 {
        mark = decoder.body.count
        setDeadline(after: loop.settings.timeouts.body)
      }
      guard try await receive() else {
        throw .refused(Refusal(.requestTimeout, "the body did not come in time"))
      }
    }
    input.shrinkIfEmpty()
    return decoder.body
  }

  /// Turns a refusal by a parser into an interruption of the conversation.
  private func refusing<Result>(
    _ body: () throws(Refusal) -> Result
  ) throws(Interruption) -> Result {
    do {
      return try body()
    } catch {
      throw .refused(error)
    }
  }

  private func report(
    _ method: HTTP.Method?, _ path: String?, _ sent: Sent, since started: Int64?
  ) {
    guard let onExchange = loop.settings.onExchange else { return }
    onExchange(
      Exchange(
        method: method, path: path, status: sent.status, bytes: sent.bytes,
        microseconds: started.map { Int((MonotonicClock.now - $0) / 1000) } ?? 0, address: peer))
  }
}
