import COpenSSL

/// Owns OpenSSL's form of an Ed25519 key for as long as one operation takes.
struct Key: ~Copyable {
  private let handle: OpaquePointer

  private init(_ handle: OpaquePointer?, wanted: String) throws {
    guard let handle else {
      ERR_clear_error()
      throw CryptoError.malformed(wanted)
    }
    guard EVP_PKEY_is_a(handle, "ED25519") == 1 else {
      EVP_PKEY_free(handle)
      throw CryptoError.malformed(wanted)
    }
    self.handle = handle
  }

  deinit { EVP_PKEY_free(handle) }

  init(privateBytes bytes: [UInt8]) throws {
    try self.init(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, bytes, bytes.count),
      wanted: "an Ed25519 private key of 32 bytes")
  }

  init(publicBytes bytes: [UInt8]) throws {
    try self.init(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count),
      wanted: "an Ed25519 public key of 32 bytes")
  }

  init(privatePEM text: String) throws {
    // Without a callback OpenSSL would ask the terminal for the passphrase of an encrypted key.
    let handle = MemoryFile(text).with {
      PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    try self.init(handle, wanted: "an Ed25519 private key in PEM")
  }

  init(publicPEM text: String) throws {
    let handle = MemoryFile(text).with { PEM_read_bio_PUBKEY($0, nil, nil, nil) }
    try self.init(handle, wanted: "an Ed25519 public key in PEM")
  }

  func privateBytes() throws -> [UInt8] {
    try output(of: 32, during: "private key") { EVP_PKEY_get_raw_private_key(handle, $0, $1) }
  }

  func publicBytes() throws -> [UInt8] {
    try output(of: 32, during: "public key") { EVP_PKEY_get_raw_public_key(handle, $0, $1) }
  }

  func privatePEM() throws -> String {
    let file = MemoryFile()
    guard file.with({ PEM_write_bio_PKCS8PrivateKey($0, handle, nil, nil, 0, nil, nil) }) == 1
    else { throw CryptoError.last(during: "private key in PEM") }
    return file.text
  }

  func publicPEM() throws -> String {
    let file = MemoryFile()
    guard file.with({ PEM_write_bio_PUBKEY($0, handle) }) == 1 else {
      throw CryptoError.last(during: "public key in PEM")
    }
    return file.text
  }

  func sign(_ message: [UInt8]) throws -> [UInt8] {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit(context, nil, nil, nil, handle) == 1 else {
      throw CryptoError.last(during: "signing")
    }
    return try output(of: 64, during: "signing") {
      EVP_DigestSign(context, $0, $1, message, message.count)
    }
  }

  func verifies(_ signature: [UInt8], _ message: [UInt8]) throws -> Bool {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, handle) == 1 else {
      throw CryptoError.last(during: "verifying")
    }
    // A false signature leaves its reason in this thread's queue.
    defer { ERR_clear_error() }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  /// What an OpenSSL function writes that takes room and its size.
  private func output(
    of size: Int, during operation: String,
    _ body: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> Int32
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      var written = size
      guard body(bytes.baseAddress, &written) == 1, written == size else {
        throw CryptoError.last(during: operation)
      }
      count = size
    }
  }
}
