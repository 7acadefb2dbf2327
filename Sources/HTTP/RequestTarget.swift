/// The path and query a request asks for (RFC 9112 §3.2.1), decoded strictly and in one canonical
/// spelling.
public struct RequestTarget: Sendable {
  /// The target cannot be read safely: answer 400.
  public struct Invalid: Error, Equatable {
    public let reason: String
  }

  /// The canonical path: begins with a slash, escapes only what must be escaped.
  public let path: String
  /// The decoded parts between the slashes; `/` has none, a trailing slash adds an empty last one.
  public let segments: [String]
  public let query: Query

  /// Reads `/path?query`.
  ///
  /// Refuses broken escapes, bytes that are no UTF-8, control characters, an escaped slash, and the
  /// segments `.` and `..` however written: two spellings of one resource are how access rules are
  /// gone round.
  public init(_ target: String) throws(Invalid) {
    let bytes = target.utf8
    guard bytes.first == UInt8(ascii: "/") else {
      throw Invalid(reason: "the target does not begin with a slash")
    }
    guard bytes.allSatisfy(Self.isAllowed) else {
      throw Invalid(reason: "the target holds a character that must be escaped")
    }
    let pathEnd = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    let rawPath = target[..<pathEnd]
    segments = try Self.segments(of: rawPath)
    if rawPath.utf8.allSatisfy({ $0 == UInt8(ascii: "/") || PercentCoding.isSegmentByte($0) }) {
      path = String(rawPath)
    } else {
      path = "/" + segments.map(PercentCoding.encodeSegment).joined(separator: "/")
    }
    do {
      query = try Query(parsing: bytes[pathEnd...].dropFirst(), limit: 100)
    } catch {
      throw Invalid(reason: "the query is not well encoded or has too many parts")
    }
  }

  private static func segments(of path: Substring) throws(Invalid) -> [String] {
    var segments: [String] = []
    if path.utf8.count == 1 { return segments }
    for part in path.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      let segment: String
      if part.contains(UInt8(ascii: "%")) {
        guard
          let decoded = PercentCoding.decode(part, plusIsSpace: false, allowsControls: false)
        else { throw Invalid(reason: "the path is not well encoded") }
        segment = decoded
      } else {
        segment = String(Substring(part))
      }
      guard !segment.utf8.contains(UInt8(ascii: "/")) else {
        throw Invalid(reason: "the path holds an escaped slash")
      }
      guard segment != ".", segment != ".." else {
        throw Invalid(reason: "the path holds a dot segment")
      }
      segments.append(segment)
    }
    return segments
  }

  /// Visible ASCII without what RFC 3986 keeps out of a URI and no browser sends unescaped.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\\"):
      false
    default: byte > 0x20 && byte < 0x7F
    }
  }
}
