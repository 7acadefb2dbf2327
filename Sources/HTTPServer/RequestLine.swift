import HTTP

/// The first line of a request (RFC 9112 §3).
struct RequestLine {
  let method: HTTP.Method
  let target: String
  /// The minor version of HTTP/1.
  let minorVersion: Int

  /// The longest method worth reading; none that is registered is longer.
  private static let longestMethod = 32

  /// What the line has beside the target at most, in bytes: method, two spaces, version and CRLF.
  static let longestRest = longestMethod + 12

  init(parsing line: Span<UInt8>, targetLimit: Int) throws(Refusal) {
    let space = UInt8(ascii: " ")
    guard let methodEnd = line.firstIndex(of: space),
      let targetEnd = line.firstIndex(of: space, from: methodEnd + 1)
    else { throw .malformed("the request line is not method, target and version") }
    let method = line.extracting(..<methodEnd)
    let target = line.extracting((methodEnd + 1)..<targetEnd)
    guard !method.isEmpty, method.allSatisfy(\.isTokenByte) else {
      throw .malformed("the method is not a token")
    }
    guard method.count <= Self.longestMethod else {
      throw Refusal(.notImplemented, "the method is not known")
    }
    guard target.count <= targetLimit else {
      throw Refusal(.uriTooLong, "the target is too long")
    }
    guard !target.isEmpty, target.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .malformed("the target holds a character that must be escaped")
    }
    minorVersion = try Self.minorVersion(line.extracting((targetEnd + 1)...))
    self.method = HTTP.Method(token: String(method))
    self.target = String(target)
  }

  /// Reads `HTTP/1.x`; a higher minor version is spoken to as 1.1 (RFC 9110 §2.5).
  private static func minorVersion(_ version: Span<UInt8>) throws(Refusal) -> Int {
    let isDigit: (UInt8) -> Bool = { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard version.count == 8, version.extracting(..<5).hasBytes(of: "HTTP/"),
      isDigit(version[5]), version[6] == UInt8(ascii: "."), isDigit(version[7])
    else { throw .malformed("the version is not HTTP/1.1") }
    guard version[5] == UInt8(ascii: "1") else {
      throw Refusal(.versionNotSupported, "only HTTP/1 is spoken here")
    }
    return version[7] == UInt8(ascii: "0") ? 0 : 1
  }
}
