import HTTP

/// Reads the head of one request, line by line, as its bytes come (RFC 9112 §2 to §5).
struct HeadParser {
  private let limits: Configuration.Limits
  private var requestLine: RequestLine?
  private var headers = Headers()
  private var headerBytes = 0
  private var hasSkippedEmptyLine = false

  init(limits: Configuration.Limits) {
    self.limits = limits
  }

  /// Takes the complete lines from the buffer; the head once it is whole, nil while more is needed.
  mutating func parse(_ input: inout InputBuffer) throws(Refusal) -> IncomingHead? {
    guard let requestLine = try parseRequestLine(&input) else { return nil }
    while true {
      let before = input.count
      let line = try input.takeLine(
        upTo: limits.headerBytes - headerBytes,
        else: Refusal(.headerFieldsTooLarge, "the header is too large")
      ) { line throws(Refusal) -> FieldLine? in
        line.isEmpty ? nil : try FieldLine(parsing: line)
      }
      guard let line else { return nil }
      guard let field = line else { return try IncomingHead(requestLine, headers) }
      headerBytes += before - input.count
      guard headers.fields.count < limits.headerCount else {
        throw Refusal(.headerFieldsTooLarge, "the header has too many fields")
      }
      headers.addChecked(field.name, field.value)
    }
  }

  private mutating func parseRequestLine(
    _ input: inout InputBuffer
  ) throws(Refusal) -> RequestLine? {
    if let requestLine { return requestLine }
    if input.first == UInt8(ascii: "\r"), !hasSkippedEmptyLine {
      // One empty line before a request is a leftover of old clients (RFC 9112 §2.2).
      let empty: Void? = try input.takeLine(
        upTo: 2, else: .malformed("a carriage return stands alone")
      ) { _ in }
      guard empty != nil else { return nil }
      hasSkippedEmptyLine = true
    }
    // What is not HTTP at all, a TLS greeting for one, is turned away at its first byte.
    if let first = input.first, !first.isTokenByte {
      throw .malformed("the method is not a token")
    }
    let targetLimit = limits.targetBytes
    requestLine = try input.takeLine(
      upTo: targetLimit + RequestLine.longestRest,
      else: Refusal(.uriTooLong, "the request line is too long")
    ) { line throws(Refusal) in
      try RequestLine(parsing: line, targetLimit: targetLimit)
    }
    if requestLine != nil { headers.reserveCapacity(12) }
    return requestLine
  }
}
