import COpenSSL
import Glibc

/// A certificate (X.509, RFC 5280), as far as anything of it is looked at here.
public struct Certificate: Hashable, Sendable {
  /// The certificate as it is signed (DER).
  public let der: [UInt8]
  /// The first and the last second of its life, since 1970 UTC.
  public let notBefore: Int64
  public let notAfter: Int64

  /// SHA-256 of the certificate: 32 bytes that nothing else has.
  public var fingerprint: [UInt8] { Digest.sha256(der) }

  /// Reads the first `-----BEGIN CERTIFICATE-----` of a text (RFC 7468).
  public init(pem: String) throws(CryptoError) {
    let pointer = MemoryFile(pem).with { PEM_read_bio_X509($0, nil, nil, nil) }
    try self.init(Owned(pointer, wanted: "a certificate in PEM", X509_free))
  }

  init(_ certificate: Owned) throws(CryptoError) {
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = certificate.with { i2d_X509($0, &bytes) }
    defer { CRYPTO_free(bytes, nil, 0) }
    guard count > 0 else { throw .last(during: "certificate") }
    der = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    let (start, end) = certificate.with {
      (Self.seconds(X509_get0_notBefore($0)), Self.seconds(X509_get0_notAfter($0)))
    }
    guard let start, let end else { throw .malformed("a certificate's time") }
    notBefore = start
    notAfter = end
  }

  public var pem: String {
    get throws(CryptoError) {
      let certificate = try handle()
      let file = MemoryFile()
      let isWritten = certificate.with { certificate in
        file.with { PEM_write_bio_X509($0, certificate) } == 1
      }
      guard isWritten else { throw .last(during: "certificate in PEM") }
      return file.text
    }
  }

  /// The certificate as OpenSSL has it.
  func handle() throws(CryptoError) -> Owned {
    let pointer = der.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_X509(nil, &start, bytes.count)
    }
    return try Owned(pointer, wanted: "a certificate", X509_free)
  }

  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var parts = tm()
    return ASN1_TIME_to_tm(time, &parts) == 1 ? Int64(timegm(&parts)) : nil
  }
}
