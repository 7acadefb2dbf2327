import HTTP

/// The course of one exchange: head, body, handler, response.
extension Connection {
  /// What comes of an upload is passed on in pieces of so many bytes at least.
  private static let pieceSize = 32 * 1024

  /// Serves one request; false when the connection shall close.
  func serveExchange(isLast: Bool) async throws(Interruption) -> Bool {
    do {
      let head = try await readHead()
      let started = loop.settings.onExchange == nil ? 0 : MonotonicClock.now
      guard case .resource(let target) = head.target else {
        let answer = Answer(to: head, Response(.noContent), keepsAlive: !isLast && !loop.isDraining)
        _ = try await send(answer)
        return answer.keepsAlive
      }
      var request = Request(
        method: head.method, target: target, headers: head.headers, peer: peer, isSecure: false)
      var share = MemoryShare(of: loop.bodies.memory)
      try await readBody(of: &request, head, &share)
      setDeadline(after: nil)
      let response = await loop.handler.respond(to: request)
      let answer = Answer(to: head, response, keepsAlive: !isLast && !loop.isDraining)
      let sent = try await send(answer)
      report(head.method, target.path, sent, since: started)
      return answer.keepsAlive && sent.isComplete
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      let answer = Answer(refusing: refusal)
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

  /// Puts the content where the handler plans it to go.
  private func readBody(
    of request: inout Request, _ head: IncomingHead, _ share: inout MemoryShare
  ) async throws(Interruption) {
    if head.framing == .none { return }
    let plan = loop.handler.bodyPlan(for: request)
    var form = try refusing { () throws(Refusal) in try formReceiver(for: request, plan) }
    let limit = form == nil ? plan.bytes : plan.multipart?.bytes ?? 0
    var decoder = try refusing { () throws(Refusal) in try BodyDecoder(head.framing, limit: limit) }
    if head.expectsContinue, input.isEmpty {
      output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
    }
    try await flush()
    setDeadline(after: loop.settings.timeouts.body)
    var mark = 0
    while true {
      let isWhole = try refusing { () throws(Refusal) in
        let isWhole = try decoder.decode(&input)
        if isWhole || decoder.body.count >= Self.pieceSize {
          try form?.receive(decoder.takeBody())
        }
        try share.grow(to: decoder.body.count + (form?.fieldBytes ?? 0))
        return isWhole
      }
      if isWhole { break }
      if decoder.count - mark >= 64 * 1024 {
        mark = decoder.count
        setDeadline(after: loop.settings.timeouts.body)
      }
      guard try await receive() else {
        throw .refused(Refusal(.requestTimeout, "the body did not come in time"))
      }
    }
    input.shrinkIfEmpty()
    request.multipart = try refusing { () throws(Refusal) in try form?.finish() }
    request.body = decoder.takeBody()
  }

  /// Nil unless the request brings a form with files to where they are taken.
  private func formReceiver(
    for request: Request, _ plan: BodyPlan
  ) throws(Refusal) -> FormReceiver? {
    guard let limits = plan.multipart, let folder = loop.bodies.uploads,
      let type = request.contentType, type.isSameType(as: .multipartForm)
    else { return nil }
    return try FormReceiver(type, limits: limits, folder: folder)
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
