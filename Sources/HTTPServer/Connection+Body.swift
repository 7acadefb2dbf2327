import HTTP

/// How the content of a request is received.
extension Connection {
  /// What comes of an upload is passed on in pieces of so many bytes at least.
  private static let pieceSize = 32 * 1024

  /// Puts the content where the handler plans it to go; returns how many bytes there were.
  func readBody(
    of request: inout Request, _ head: IncomingHead, _ share: inout BodyShare
  ) async throws(Interruption) -> Int {
    if head.framing == .none { return 0 }
    let plan = loop.handler.bodyPlan(for: request)
    var form = try formReceiver(for: request, plan)
    let limit = form?.limit ?? plan.bytes
    let decoder = try await decodeBody(head, limit: limit) { decoder, isWhole throws(Refusal) in
      if isWhole || decoder.body.count >= Self.pieceSize {
        try form?.receive(decoder.takeBody())
      }
      try share.memory.grow(to: decoder.body.count + (form?.fieldBytes ?? 0))
      try share.disk.grow(to: form?.fileBytes ?? 0)
    }
    request.multipart = try refusing { () throws(Refusal) in try form?.finish() }
    request.body = decoder.body
    return decoder.count
  }

  /// Reads the content to its end, and after each step lets `take` have what has been decoded.
  func decodeBody(
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
  ) throws(Interruption) -> FormReceiver? {
    guard let limits = plan.multipart, let folder = loop.bodies.uploads,
      let type = request.contentType, type.isSameType(as: .multipartForm)
    else { return nil }
    return try refusing { () throws(Refusal) in
      try FormReceiver(type, limits: limits, folder: folder)
    }
  }
}
