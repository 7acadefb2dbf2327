import Crypto
import Foundation
import HTTP
import HTTPServer
import Testing

/// Who connects shows a certificate; asked with the system's curl.
@Suite struct ClientCertificateTests {
  private struct Party {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let authority: CertificateAuthority
    let now = Int64(Date().timeIntervalSince1970)

    init() throws {
      authority = try CertificateAuthority(named: "Authority", valid: now - 60...now + 3600)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try write(authority.certificate.pem, to: "authority")
    }

    func context() throws -> TLSContext {
      let key = try CertificateKey()
      let certificate = try authority.certify(
        CertificateRequest(for: key), named: "server", as: .server(name: "localhost"),
        valid: now - 60...now + 3600)
      return try TLSContext(
        certificate: certificate, key: key, clientAuthority: authority.certificate)
    }

    /// A client's certificate and key in one file; returns its fingerprint.
    func write(
      client name: String, of issuer: CertificateAuthority, until end: Int64 = 3600,
      as purpose: CertificateAuthority.Purpose = .client
    ) throws -> String {
      let key = try CertificateKey()
      let certificate = try issuer.certify(
        CertificateRequest(for: key), named: name, as: purpose, valid: now - 60...now + end)
      try write(certificate.pem + key.pem, to: name)
      return Hex.encode(certificate.fingerprint)
    }

    private func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// What the server says to who shows a certificate, or none; nil when they do not get so far.
    func ask(_ port: UInt16, showing name: String?, over version: String) throws -> String? {
      let curl = Process()
      curl.executableURL = URL(filePath: "/usr/bin/curl")
      curl.arguments =
        ["--disable", "--silent", "--fail", "--tls-max", version, "--noproxy", "*"]
        + ["--cacert", folder.appending(path: "authority").path, "https://localhost:\(port)/"]
        + ["--resolve", "localhost:\(port):127.0.0.1"]
        + (name.map { ["--cert", folder.appending(path: $0).path] } ?? [])
      let output = Pipe()
      curl.standardOutput = output
      try curl.run()
      let text = String(
        decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      curl.waitUntilExit()
      return curl.terminationStatus == 0 ? text : nil
    }
  }

  @Test(arguments: ["1.2", "1.3"])
  func aHandlerLearnsWhoseCertificateItIs(version: String) async throws {
    let party = try Party()
    defer { try? FileManager.default.removeItem(at: party.folder) }
    let known = try party.write(client: "known", of: party.authority)
    let other = try CertificateAuthority(
      named: "Authority", valid: party.now - 60...party.now + 3600)
    _ = try party.write(client: "stranger", of: other)
    _ = try party.write(client: "expired", of: party.authority, until: -30)
    _ = try party.write(client: "server", of: party.authority, as: .server(name: "localhost"))
    let context = try party.context()
    let handler = Answering { request in
      .text(request.clientFingerprint.map(Hex.encode) ?? "nobody")
    }
    try await serving(handler) {
      $0.tls = context
    } _: { server in
      var answers: [String?] = []
      for name in ["known", nil, "stranger", "expired", "server"] {
        answers.append(try party.ask(server.boundPort, showing: name, over: version))
      }
      #expect(answers == [known, "nobody", nil, nil, nil])
    }
  }
}
