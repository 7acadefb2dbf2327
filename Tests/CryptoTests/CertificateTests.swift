import Crypto
import Foundation
import Testing

@Suite struct CertificateTests {
  /// 2026-11-21 for a year.
  private static let year: CertificateAuthority.Validity = 1_795_219_200...1_826_755_199

  private static func authority() throws -> CertificateAuthority {
    try CertificateAuthority(named: "Authority", valid: year)
  }

  private static func client(of authority: CertificateAuthority) throws -> Certificate {
    try authority.certify(
      try CertificateRequest(for: CertificateKey()), named: "client-1", as: .client, valid: year)
  }

  @Test func certificatesSurviveAsPEM() throws {
    let authority = try Self.authority()
    let certificate = try Self.client(of: authority)
    for one in [authority.certificate, certificate] {
      #expect(one.notBefore...one.notAfter == Self.year)
      #expect(try one.pem.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
      #expect(try Certificate(pem: one.pem) == one)
      #expect(one.fingerprint == Digest.sha256(one.der))
    }
    let again = try CertificateAuthority(
      certificate: Certificate(pem: authority.certificate.pem),
      key: CertificateKey(pem: authority.key.pem))
    #expect(again.certificate == authority.certificate)
    #expect(throws: CryptoError.self) {
      try CertificateAuthority(certificate: authority.certificate, key: CertificateKey())
    }
  }

  /// `openssl verify` judges with an eye of its own.
  @Test func theyAreWhatTheySayToOthers() throws {
    let authority = try Self.authority()
    let client = try Self.client(of: authority)
    let server = try authority.certify(
      CertificateRequest(for: CertificateKey()), named: "server",
      as: .server(name: "a.example"), valid: Self.year)
    let inside = "1800000000"
    #expect(try Self.accepts(client, authority, ["-purpose", "sslclient", "-attime", inside]))
    #expect(try !Self.accepts(client, authority, ["-purpose", "sslserver", "-attime", inside]))
    #expect(
      try Self.accepts(
        server, authority,
        ["-purpose", "sslserver", "-verify_hostname", "a.example", "-attime", inside]))
    #expect(
      try !Self.accepts(server, authority, ["-verify_hostname", "b.example", "-attime", inside]))
    #expect(try !Self.accepts(server, authority, ["-purpose", "sslclient", "-attime", inside]))
    for outside in ["1795219199", "1826755200"] {
      #expect(try !Self.accepts(client, authority, ["-attime", outside]))
    }
    #expect(try !Self.accepts(client, Self.authority(), ["-attime", inside]))
    // A client's certificate vouches for nobody.
    #expect(try !Self.accepts(server, authority, ["-purpose", "sslserver", "-attime", "0"]))
  }

  @Test func aRequestMustBeSignedByItsKey() throws {
    let request = try CertificateRequest(for: CertificateKey())
    #expect(try CertificateRequest(pem: request.pem).pem == request.pem)
    // One bit of the signature, the last bytes of the DER.
    let lines = request.pem.split(separator: "\n").map(String.init)
    var der = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()))
    der[der.count - 3] ^= 1
    let changed = "\(lines[0])\n\(der.base64EncodedString())\n\(lines[lines.count - 1])\n"
    for pem in ["", changed, "-----BEGIN CERTIFICATE REQUEST-----\n", try Self.authority().key.pem]
    {
      #expect(throws: CryptoError.self, "\(pem)") { try CertificateRequest(pem: pem) }
    }
  }

  @Test func whatIsNoneIsRefused() throws {
    for pem in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
      #expect(throws: CryptoError.self) { try Certificate(pem: pem) }
      #expect(throws: CryptoError.self) { try CertificateKey(pem: pem) }
    }
    let otherCurve = try Ed25519.PrivateKey().pem()
    #expect(throws: CryptoError.malformed("a key over P-256")) {
      try CertificateKey(pem: otherCurve)
    }
    #expect(throws: CryptoError.malformed("a DNS name")) {
      try Self.authority().certify(
        CertificateRequest(for: CertificateKey()), named: "server",
        as: .server(name: "a.example,DNS:b.example"), valid: Self.year)
    }
  }

  @Test func printingAKeyShowsNothing() throws {
    let key = try CertificateKey()
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] { #expect(!text.contains("BEGIN")) }
  }

  private static func accepts(
    _ certificate: Certificate, _ authority: CertificateAuthority, _ options: [String]
  ) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["authority", "certificate"].map { folder.appending(path: $0) }
    try Data(authority.certificate.pem.utf8).write(to: files[0])
    try Data(certificate.pem.utf8).write(to: files[1])
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/openssl")
    openssl.arguments =
      ["verify", "-x509_strict", "-no-CApath", "-CAfile", files[0].path] + options + [files[1].path]
    openssl.standardOutput = FileHandle.nullDevice
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    return openssl.terminationStatus == 0
  }
}
