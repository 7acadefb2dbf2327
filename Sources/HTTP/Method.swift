/// A request method (RFC 9110 §9): a case-sensitive token.
public struct Method: Hashable, Sendable, CustomStringConvertible {
  public let name: String

  /// Refuses what is not a token.
  public init?(_ name: String) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { return nil }
    self.name = name
  }

  /// For a name already known to be a token.
  package init(token name: String) {
    self.name = name
  }

  public var description: String { name }

  public static var get: Method { Method(token: "GET") }
  public static var head: Method { Method(token: "HEAD") }
  public static var post: Method { Method(token: "POST") }
  public static var put: Method { Method(token: "PUT") }
  public static var patch: Method { Method(token: "PATCH") }
  public static var delete: Method { Method(token: "DELETE") }
  public static var options: Method { Method(token: "OPTIONS") }

  /// Whether the method only reads (RFC 9110 §9.2.1), so that no forgery check is due.
  public var isSafe: Bool { self == .get || self == .head || self == .options }
}
