import HTTP

/// The course of one exchange: head, body, handler, response.
extension Connection {
  /// Serves one request; false when the connection shall close.
  func serveExchange(isLast: Bool) async throws(Interruption) -> Bool {
    var report = ExchangeReport(id: nextRequestID(), peer: peer, isSecure: transport.isSecure)
    var understood: Request?
    do {
      let head = try await readHead()
      report.begin(head, of: loop.settings)
      guard case .resource(let target) = head.target else {
        // Content left unread would be taken for the next request.
        _ = try await decodeBody(head, limit: 0) { _, _ in }
        return try await finish(Response(.noContent), to: head, isLast: isLast, &report)
      }
      var request = Request(
        method: head.method, target: target, headers: head.headers, peer: report.peer,
        isSecure: report.isSecure, id: report.id)
      request.clientFingerprint = clientFingerprint
      understood = request
      var share = BodyShare(of: loop.bodies)
      report.received = try await readBody(of: &request, head, &share)
      setDeadline(after: nil)
      let response = await loop.handler.respond(to: request)
      return try await finish(response, to: head, isLast: isLast, &report)
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      let response = await response(to: understood, refusing: refusal)
      let sent = try await send(Answer(refusing: response, in: report))
      report.end(sent, route: nil, to: loop.settings.onExchange)
      return false
    }
  }

  /// The handler's words where it is known what was asked, the server's own otherwise.
  private func response(to request: Request?, refusing refusal: Refusal) async -> Response {
    setDeadline(after: nil)
    guard let request else { return refusal.response }
    var response = await loop.handler.respond(
      refusing: request, with: refusal.status, because: refusal.reason)
    if let wait = refusal.retryAfter { response.headers.set(.retryAfter, wait) }
    return response
  }

  private func finish(
    _ response: Response, to head: IncomingHead, isLast: Bool, _ report: inout ExchangeReport
  ) async throws(Interruption) -> Bool {
    let answer = Answer(
      to: head, response, keepsAlive: !isLast && !loop.isDraining, isSecure: report.isSecure,
      id: report.id)
    let sent = try await send(answer)
    report.end(sent, route: response.route, to: loop.settings.onExchange)
    return answer.keepsAlive && sent.isComplete
  }

  private func readHead() async throws(Interruption) -> IncomingHead {
    var parser = HeadParser(limits: loop.settings.limits)
    isIdle = input.isEmpty
    setDeadline(after: headTimeout)
    while true {
      if !input.isEmpty, let head = try refusing({ () throws(Refusal) in try parser.parse(&input) })
      {
        isIdle = false
        return head
      }
      // Answers to pipelined requests leave together, once there is no further request at hand.
      if !output.isEmpty {
        try await flush()
        setDeadline(after: headTimeout)
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

  private var headTimeout: Duration {
    let timeouts = loop.settings.timeouts
    if !isIdle { return timeouts.header }
    return loop.isDraining ? timeouts.parting : timeouts.idle
  }

  /// Turns a refusal by a parser into an interruption of the conversation.
  func refusing<Result>(
    _ body: () throws(Refusal) -> Result
  ) throws(Interruption) -> Result {
    do {
      return try body()
    } catch {
      throw .refused(error)
    }
  }
}
