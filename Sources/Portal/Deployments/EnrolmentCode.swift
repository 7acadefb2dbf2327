import Crypto

/// What a site's operator is handed to enrol an agent: `enr_`, a secret that works once, a dot, and the fingerprint of the
/// portal's authority, by which the agent knows the portal at first contact before it says the secret to anybody.
public struct EnrolmentCode: Hashable, Sendable {
  /// 43 characters, 256 random bits.
  public let secret: String
  /// SHA-256 of the authority's certificate: 32 bytes.
  public let authority: [UInt8]

  private static let prefix = "enr_"
  /// How long a code works, in seconds.
  static let life: Int64 = 3600

  init(secret: String, authority: [UInt8]) {
    self.secret = secret
    self.authority = authority
  }

  /// Reads a code; `nil` when it is none.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let parts = text.dropFirst(Self.prefix.count).split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, Base64URL.decode(String(parts[0]))?.count == 32,
      let authority = Base64URL.decode(String(parts[1])), authority.count == 32
    else { return nil }
    self.init(secret: String(parts[0]), authority: authority)
  }

  public var text: String { Self.prefix + secret + "." + Base64URL.encode(authority) }
}
