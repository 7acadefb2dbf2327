import HTTP

/// What has left for the peer.
struct Sent {
  var status: Status
  var bytes = 0
  /// Whether the body came to its proper end.
  var isComplete = true
}

extension Connection {
  /// Bodies up to this size are copied behind their head and leave with it in one call.
  private static let joinedBodyLimit = 64 * 1024

  /// Hands the answer over, or leaves it in `output` for the next flush when it is small.
  func send(_ answer: Answer) async throws(Interruption) -> Sent {
    switch answer.response.body {
    case .bytes(let bytes): try await send(answer, bytes)
    case .file(let slice): try await send(answer, slice)
    case .stream(let write): try await send(answer, streamedBy: write)
    }
  }

  private func send(_ answer: Answer, _ bytes: [UInt8]) async throws(Interruption) -> Sent {
    let allowsBody = answer.response.status.allowsBody
    writeHead(answer, allowsBody ? .bytes(bytes.count) : .none)
    var sent = Sent(status: answer.response.status)
    guard allowsBody, !answer.isHead else { return sent }
    sent.bytes = bytes.count
    if bytes.count <= Self.joinedBodyLimit {
      output.append(contentsOf: bytes)
      if output.count > Self.joinedBodyLimit { try await flush() }
    } else {
      try await flush(hasMore: true)
      try await transmit(bytes)
    }
    return sent
  }

  private func send(_ answer: Answer, _ slice: FileSlice) async throws(Interruption) -> Sent {
    let allowsBody = answer.response.status.allowsBody
    writeHead(answer, allowsBody ? .bytes(slice.length) : .none)
    var sent = Sent(status: answer.response.status)
    guard allowsBody, !answer.isHead else { return sent }
    sent.bytes = slice.length
    try await flush(hasMore: slice.length > 0)
    try await transmit(slice)
    return sent
  }

  private func send(
    _ answer: Answer, streamedBy write: @Sendable (BodyWriter) async throws -> Void
  ) async throws(Interruption) -> Sent {
    var sent = Sent(status: answer.response.status)
    let isChunked = answer.minorVersion > 0
    guard answer.response.status.allowsBody, !answer.isHead else {
      writeHead(
        answer, !answer.response.status.allowsBody ? .none : isChunked ? .chunked : .untilClose)
      return sent
    }
    try await flush()
    writeHead(answer, isChunked ? .chunked : .untilClose)
    streamedBytes = 0
    do {
      try await write(BodyWriter { try await self.sendPiece($0, isChunked: isChunked) })
    } catch {
      // Once a piece has left, only breaking the connection tells the peer that the rest is
      // missing.
      if streamedBytes > 0 { throw .ended }
      output.removeAll(keepingCapacity: true)
      let refusal = Refusal(.internalServerError, "the content could not be made")
      sent = try await send(answer.replaced(by: refusal))
      sent.isComplete = false
      return sent
    }
    if isChunked { output.append(contentsOf: "0\r\n\r\n".utf8) }
    sent.bytes = streamedBytes
    return sent
  }

  private func sendPiece(_ bytes: [UInt8], isChunked: Bool) async throws(Interruption) {
    if bytes.isEmpty { return }
    streamedBytes += bytes.count
    if isChunked {
      output.append(contentsOf: String(bytes.count, radix: 16).utf8)
      output.append(contentsOf: "\r\n".utf8)
    }
    output.append(contentsOf: bytes)
    if isChunked { output.append(contentsOf: "\r\n".utf8) }
    try await flush()
    setDeadline(after: nil)
  }

  private func writeHead(_ answer: Answer, _ length: ResponseHead.Length) {
    answer.writeHead(
      to: &output, length, standardFields: loop.standardFields, dateLine: loop.currentDateLine)
  }
}
