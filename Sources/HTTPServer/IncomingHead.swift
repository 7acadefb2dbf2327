import HTTP

/// The head of a request, checked and understood.
struct IncomingHead {
  enum Target {
    case resource(RequestTarget)
    /// `OPTIONS *`: the server as a whole.
    case server
  }

  let method: HTTP.Method
  let target: Target
  let headers: Headers
  let framing: Framing
  let minorVersion: Int
  /// Whether the connection may serve another request (RFC 9112 §9.3).
  let keepsAlive: Bool
  /// Whether the peer waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
  let expectsContinue: Bool

  init(_ line: RequestLine, _ headers: Headers) throws(Refusal) {
    method = line.method
    minorVersion = line.minorVersion
    self.headers = headers
    target = try Self.target(line, authority: try Self.authority(headers, line.minorVersion))
    let options = Self.members(headers.all(.connection))
    keepsAlive =
      !options.contains { $0.isToken("close") }
      && (line.minorVersion > 0 || options.contains { $0.isToken("keep-alive") })
    expectsContinue = try Self.expectsContinue(headers, line.minorVersion)
    framing = try Framing(headers, of: line)
  }

  /// RFC 9112 §3.2: exactly one valid `Host`, which only HTTP/1.0 may leave out.
  private static func authority(
    _ headers: Headers, _ minorVersion: Int
  ) throws(Refusal) -> Authority? {
    let hosts = headers.all(.host)
    guard hosts.count <= 1 else { throw .malformed("Host is repeated") }
    guard let host = hosts.first else {
      if minorVersion == 0 { return nil }
      throw .malformed("Host is missing")
    }
    guard let authority = Authority(host[...]) else { throw .malformed("Host is not a host") }
    return authority
  }

  private static func target(
    _ line: RequestLine, authority: Authority?
  ) throws(Refusal) -> Target {
    if line.method.name == "CONNECT" {
      throw Refusal(.notImplemented, "this server is no proxy")
    }
    if line.target == "*", line.method == .options { return .server }
    let origin = try originForm(line.target, authority)
    do throws(RequestTarget.Invalid) {
      return .resource(try RequestTarget(origin))
    } catch {
      throw .malformed(error.reason)
    }
  }

  /// The path and query of an absolute target, which must name the same authority as `Host` (RFC
  /// 9112 §3.2.2).
  private static func originForm(
    _ target: String, _ authority: Authority?
  ) throws(Refusal) -> String {
    if target.utf8.first == UInt8(ascii: "/") { return target }
    let scheme = target.prefix(8).lowercased()
    let schemeLength = scheme == "https://" ? 8 : scheme.hasPrefix("http://") ? 7 : 0
    guard schemeLength > 0 else { throw .malformed("the target is neither a path nor a URL") }
    let rest = target.dropFirst(schemeLength)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let named = Authority(rest[..<end]), authority == nil || authority == named else {
      throw .malformed("the target and Host name different hosts")
    }
    let origin = rest[end...]
    return origin.utf8.first == UInt8(ascii: "/") ? String(origin) : "/" + origin
  }

  private static func expectsContinue(
    _ headers: Headers, _ minorVersion: Int
  ) throws(Refusal) -> Bool {
    // HTTP/1.0 knows no interim answers.
    if minorVersion == 0 { return false }
    let expectations = members(headers.all(.expect))
    guard expectations.allSatisfy({ $0.isToken("100-continue") }) else {
      throw Refusal(.expectationFailed, "only 100-continue can be expected")
    }
    return !expectations.isEmpty
  }

  /// The members of comma-separated lists (RFC 9110 §5.6.1), empty ones too.
  static func members(_ lists: [String]) -> [Substring] {
    lists.flatMap { list in
      list.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { Substring($0).trimmingOptionalWhitespace }
    }
  }
}
