import HTTP

/// Writes the head of a response (RFC 9112 §4, §5).
struct ResponseHead {
  /// How the peer will know where the body ends.
  enum Length {
    /// The status allows no body and no length.
    case none
    case bytes(Int)
    case chunked
    /// By the end of the connection, as HTTP/1.0 does.
    case untilClose
  }

  enum Persistence {
    case implied
    case keepAlive
    case close
  }

  let response: Response
  let length: Length
  let persistence: Persistence
  /// Told to the peer as `X-Request-Id`, so that it can be found in the log.
  let id: RequestID?

  func write(
    to output: inout [UInt8], standardLines: StandardFields.Lines, dateLine: [UInt8]
  ) {
    if response.status == .ok {
      output.append(contentsOf: "HTTP/1.1 200 OK\r\n".utf8)
    } else {
      output.append(
        contentsOf: "HTTP/1.1 \(response.status.code) \(response.status.reason)\r\n".utf8)
    }
    output.append(contentsOf: dateLine)
    for field in response.headers.fields where !Self.isOwn(field.name) {
      output.append(contentsOf: field.name.lowercased.utf8)
      output.append(contentsOf: ": ".utf8)
      output.append(contentsOf: field.value.utf8)
      output.append(contentsOf: "\r\n".utf8)
    }
    standardLines.write(to: &output, beside: response.headers)
    if let id {
      output.append(contentsOf: "x-request-id: ".utf8)
      id.write(to: &output)
      output.append(contentsOf: "\r\n".utf8)
    }
    switch length {
    case .none, .untilClose: break
    case .bytes(let count):
      output.append(contentsOf: "content-length: ".utf8)
      output.append(contentsOf: String(count).utf8)
      output.append(contentsOf: "\r\n".utf8)
    case .chunked: output.append(contentsOf: "transfer-encoding: chunked\r\n".utf8)
    }
    switch persistence {
    case .implied: break
    case .keepAlive: output.append(contentsOf: "connection: keep-alive\r\n".utf8)
    case .close: output.append(contentsOf: "connection: close\r\n".utf8)
    }
    output.append(contentsOf: "\r\n".utf8)
  }

  /// The fields that only the server can know.
  private static func isOwn(_ name: HeaderName) -> Bool {
    name == .contentLength || name == .transferEncoding || name == .connection || name == .date
      || name == .requestID
  }
}
