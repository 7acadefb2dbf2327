public import Crypto

/// A publisher's public key: what it signs its manifests with. Kept for ever, since old versions go by old keys.
public struct SigningKey: Hashable, Sendable {
  public let organisation: Organisation.ID
  public let key: Ed25519.PublicKey
  public let registeredAt: Instant

  /// SHA-256 of the key's 32 bytes, in 64 digits of base 16: what people compare.
  public var fingerprint: String { Hex.encode(Digest.sha256(key.raw)) }

  /// The key's bytes in base 64 for addresses: 43 characters.
  public var text: String { Base64URL.encode(key.raw) }

  /// The field of a form or a body that a key is sent in.
  static let field = "key"

  init(organisation: Organisation.ID, key: Ed25519.PublicKey, registeredAt: Instant) {
    self.organisation = organisation
    self.key = key
    self.registeredAt = registeredAt
  }

  /// Reads `-----BEGIN PUBLIC KEY-----` (RFC 8410), or the key's 32 bytes in base 64. Throws `invalid`.
  static func read(_ text: String) throws(PortalError) -> Ed25519.PublicKey {
    guard !text.contains("PRIVATE KEY") else {
      throw .invalid(
        field,
        Text(
          "C’est la clé privée : elle ne se confie à personne. Faites-en une nouvelle, et collez ici la clé publique.",
          "This is the private key: it is nobody else’s to have. Make a new one, and paste the public key here."
        ))
    }
    let key =
      (try? Ed25519.PublicKey(pem: text))
      ?? Base64URL.decodeLeniently(text).flatMap { try? Ed25519.PublicKey(raw: $0) }
    guard let key else {
      throw .invalid(
        field,
        Text(
          "Une clé publique Ed25519 est attendue, telle que « openssl pkey -pubout » l’écrit.",
          "An Ed25519 public key is expected, as “openssl pkey -pubout” writes it."))
    }
    return key
  }
}
