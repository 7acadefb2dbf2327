import COpenSSL

/// The key of a certificate: ECDSA over P-256 (FIPS 186-5). Never shows itself when printed.
public struct CertificateKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// `-----BEGIN PRIVATE KEY-----` (RFC 5958), not encrypted. Secret.
  public let pem: String

  /// A new key.
  public init() throws(CryptoError) {
    let key = try Owned(copenssl_new_p256_key(), during: "a new key", EVP_PKEY_free)
    let file = MemoryFile()
    let isWritten = key.with { key in
      file.with { PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) } == 1
    }
    guard isWritten else { throw .last(during: "private key in PEM") }
    pem = file.text
  }

  public init(pem: String) throws(CryptoError) {
    self.pem = pem
    _ = try handle()
  }

  /// The key as OpenSSL has it.
  func handle() throws(CryptoError) -> Owned {
    // Without a callback OpenSSL would ask the terminal for the passphrase of an encrypted key.
    let pointer = MemoryFile(pem).with {
      PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    let key = try Owned(pointer, wanted: "a private key in PEM", EVP_PKEY_free)
    guard key.with(Self.isP256) else { throw .malformed("a key over P-256") }
    return key
  }

  static func isP256(_ key: OpaquePointer?) -> Bool {
    var name = [CChar](repeating: 0, count: 40)
    var length = 0
    return EVP_PKEY_is_a(key, "EC") == 1
      && EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1
      && name.prefix(length).elementsEqual("prime256v1".utf8.map(CChar.init(bitPattern:)))
  }

  public var description: String { "CertificateKey" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
