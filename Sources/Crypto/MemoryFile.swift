import COpenSSL

/// OpenSSL's form of a file in memory.
struct MemoryFile: ~Copyable {
  private let handle: OpaquePointer?

  init(_ text: String = "") {
    handle = BIO_new(BIO_s_mem())
    let bytes = Array(text.utf8)
    var written = 0
    BIO_write_ex(handle, bytes, bytes.count, &written)
  }

  deinit { BIO_free(handle) }

  func with<Result>(_ body: (OpaquePointer?) -> Result) -> Result { body(handle) }

  var text: String {
    var start: UnsafeMutablePointer<CChar>?
    let count = copenssl_bio_bytes(handle, &start)
    let bytes = UnsafeRawBufferPointer(start: start, count: max(0, count))
    return String(decoding: bytes, as: UTF8.self)
  }
}
