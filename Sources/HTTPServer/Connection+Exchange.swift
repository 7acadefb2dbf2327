import HTTP

/// The course of one exchange: head, body, handler, response.
extension Connection {
  /// What comes of an upload is passed on in pieces of so many bytes at least.
  private static let pieceSize = 32 * 1024

  /// Serves one request; false when the connection shall close.
  func serveExchange(isLast: Bool) async throws(Interruption) -> Bool {
    var report = ExchangeReport(id: nextRequestID(), peer: peer, isSecure: transport.isSecure)
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
      var share = MemoryShare(of: loop.bodies.memory)
      report.received = try await readBody(of: &request, head, &share)
      setDeadline(after: nil)
      let response = await loop.handler.respond(to: request)
      return try await finish(response, to: head, isLast: isLast, &report)
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      let sent = try await send(Answer(refusing: refusal, in: report))
      report.end(sent, route: nil, to: loop.settings.onExchange)
      return false
    }
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

  /// Puts the content where the handler plans it to go; returns how many bytes there were.
  private func readBody(
    of request: inout Request, _ head: IncomingHead, _ share: inout MemoryShare
  ) async throws(Interruption) -> Int {
    if head.framing == .none { return 0 }
    let plan = loop.handler.bodyPlan(for: request)
    var form = try refusing { () throws(Refusal) in try formReceiver(for: request, plan) }
    let limit = form == nil ? plan.bytes : plan.multipart?.bytes ?? 0
    let decoder = try await decodeBody(head, limit: limit) { decoder, isWhole throws(Refusal) in
      if isWhole || decoder.body.count >= Self.pieceSize {
        try form?.receive(decoder.takeBody())
      }
      try share.grow(to: decoder.body.count + (form?.fieldBytes ?? 0))
    }
    request.multipart = try refusing { () throws(Refusal) in try form?.finish() }
    request.body = decoder.body
    return decoder.count
  }

  /// Reads the content to its end, and after each step lets `take` have what has been decoded.
  private func decodeBody(
    _ head: IncomingHead, limit: Int,
    _ take: (inout BodyDecoder, _ isWhole: Bool) throws(Refusal) -> Void
  ) async throws(Interruption) -> BodyDecoder {
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
        try take(&decoder, isWhole)
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
    return decoder
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
}
