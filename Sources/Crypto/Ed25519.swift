import COpenSSL

/// Signatures over the curve Edwards25519 (RFC 8032, "pure" Ed25519).
public enum Ed25519 {
  /// Signs. Never shows its bytes when printed.
  public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// 32 bytes. Secret.
    public let raw: [UInt8]
    public let publicKey: PublicKey

    /// A new key.
    public init() throws { try self.init(raw: SecureRandom.bytes(32)) }

    public init(raw: [UInt8]) throws { try self.init(Key(privateBytes: raw)) }

    /// Reads `-----BEGIN PRIVATE KEY-----` (RFC 5958), not encrypted.
    public init(pem: String) throws { try self.init(Key(privatePEM: pem)) }

    private init(_ key: borrowing Key) throws {
      raw = try key.privateBytes()
      publicKey = PublicKey(known: try key.publicBytes())
    }

    /// 64 bytes.
    public func sign(_ message: [UInt8]) throws -> [UInt8] {
      try Key(privateBytes: raw).sign(message)
    }

    /// As `init(pem:)` reads it. Secret.
    public func pem() throws -> String { try Key(privateBytes: raw).privatePEM() }

    public var description: String { "Ed25519.PrivateKey" }
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// Verifies.
  public struct PublicKey: Hashable, Sendable {
    /// 32 bytes.
    public let raw: [UInt8]

    public init(raw: [UInt8]) throws {
      self.init(known: try Key(publicBytes: raw).publicBytes())
    }

    /// Reads `-----BEGIN PUBLIC KEY-----` (RFC 8410).
    public init(pem: String) throws { self.init(known: try Key(publicPEM: pem).publicBytes()) }

    fileprivate init(known raw: [UInt8]) { self.raw = raw }

    public func isValid(_ signature: [UInt8], for message: [UInt8]) throws -> Bool {
      try Key(publicBytes: raw).verifies(signature, message)
    }

    /// As `init(pem:)` reads it.
    public func pem() throws -> String { try Key(publicBytes: raw).publicPEM() }
  }
}
