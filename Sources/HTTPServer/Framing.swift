import HTTP

/// How the length of a request body is known (RFC 9112 §6).
enum Framing: Equatable {
  case none
  case length(Int)
  case chunked

  /// Refuses everything two readers could understand differently.
  init(_ headers: Headers, of line: RequestLine) throws(Refusal) {
    let codings = headers.all(.transferEncoding)
    let lengths = headers.all(.contentLength)
    if codings.isEmpty, lengths.isEmpty {
      guard !Self.announcesContent(headers, line) else {
        throw Refusal(.lengthRequired, "the content has no length")
      }
      self = .none
      return
    }
    guard codings.isEmpty || lengths.isEmpty else {
      throw .malformed("Content-Length beside Transfer-Encoding")
    }
    if !codings.isEmpty {
      try Self.checkCodings(codings, line.minorVersion)
      self = .chunked
      return
    }
    guard lengths.count == 1, let length = Self.length(lengths[0]) else {
      throw .malformed("Content-Length is not one number")
    }
    self = length == 0 ? .none : .length(length)
  }

  /// Whether there is content to come although no length is given, so that what follows would be
  /// taken for the next request (RFC 9110 §15.5.12); HTTP/1.0 wants the length of all content (RFC
  /// 1945 §7.2.2).
  private static func announcesContent(_ headers: Headers, _ line: RequestLine) -> Bool {
    guard line.method == .post || line.method == .put || line.method == .patch else {
      return false
    }
    return line.minorVersion == 0 || headers[.contentType] != nil || headers[.expect] != nil
  }

  /// RFC 9112 §6.1, §6.3: chunked must come last and once; other codings are not implemented.
  private static func checkCodings(
    _ fields: [String], _ minorVersion: Int
  ) throws(Refusal) {
    guard minorVersion > 0 else { throw .malformed("Transfer-Encoding in HTTP/1.0") }
    let codings = IncomingHead.members(fields)
    guard codings.last?.isToken("chunked") == true,
      !codings.dropLast().contains(where: { $0.isEmpty || $0.isToken("chunked") })
    else {
      throw .malformed("Transfer-Encoding does not end with chunked")
    }
    guard codings.count == 1 else {
      throw Refusal(.notImplemented, "only the chunked transfer coding is known")
    }
  }

  /// Digits only: no sign, no list, no overflow.
  private static func length(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      return nil
    }
    return Int(text)
  }
}
