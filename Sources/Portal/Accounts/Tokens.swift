import Crypto

/// Secrets that the portal hands out and knows again by their hash.
extension Portal {
  /// A new secret of 32 random bytes, in base 64 for addresses (RFC 4648 §5): 43 characters.
  func newToken() -> String { Base64URL.encode(settings.random(32)) }

  /// What is stored of a secret. It is random enough that a plain digest cannot be turned back.
  static func hash(ofToken token: String) -> [UInt8] { Digest.sha256(Array(token.utf8)) }

  /// A token for the forms of somebody who is not signed in.
  public func newVisitToken() -> String { newToken() }

  /// Whether two secrets are the same, in a time that does not tell where they differ.
  public static func isSameSecret(_ left: String, _ right: String) -> Bool {
    constantTimeEquals(Array(left.utf8), Array(right.utf8))
  }
}
