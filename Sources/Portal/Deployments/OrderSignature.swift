public import Crypto

/// How an order is signed: Ed25519 (RFC 8032) over a line of its own and then the very bytes of the document.
///
/// The line keeps what the key signs here apart from whatever it may sign elsewhere: nothing else begins with it.
public struct OrderSignature: Hashable, Sendable {
  /// 64 bytes.
  public let bytes: [UInt8]
  /// Names the key, as `name(of:)` does.
  public let key: String

  /// The signature in base 64 for addresses: 86 characters.
  public var text: String { Base64URL.encode(bytes) }

  private static let prefix = "Fabrique signed order, version 1\n"

  public init(of document: String, by key: Ed25519.PrivateKey) throws {
    bytes = try key.sign(Self.message(document))
    self.key = Self.name(of: key.publicKey)
  }

  init(bytes: [UInt8], key: String) {
    self.bytes = bytes
    self.key = key
  }

  public static func isValid(
    _ signature: [UInt8], of document: String, by key: Ed25519.PublicKey
  ) throws -> Bool {
    try key.isValid(signature, for: message(document))
  }

  /// What a key is called: 16 digits of base 16 out of the SHA-256 of its 32 bytes. Proves nothing.
  public static func name(of key: Ed25519.PublicKey) -> String {
    Hex.encode(Array(Digest.sha256(key.raw).prefix(8)))
  }

  private static func message(_ document: String) -> [UInt8] { Array((prefix + document).utf8) }
}
