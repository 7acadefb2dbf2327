import Crypto
import Foundation
import JSON
import Portal

/// Who the agent is to the portal, and whom it believes: what enrolment has left in its folder.
struct AgentIdentity: Sendable {
  let address: PortalAddress
  /// The only one whose orders are followed.
  let site: Site.ID
  /// The portal's key as it was at enrolment. No later word replaces it.
  let orderKey: Ed25519.PublicKey
  private(set) var certificate: Certificate
  private let folder: String

  /// The certificate and its key in one file, so that a renewal replaces both at once.
  private static func certificateFile(_ folder: String) -> String { folder + "/identity.pem" }
  private static func authorityFile(_ folder: String) -> String { folder + "/authority.pem" }
  private static func portalFile(_ folder: String) -> String { folder + "/portal.json" }

  /// Reads what enrolment has left; `moved` is where the portal is by now, if it has moved. Throws when there is nothing,
  /// or others may read it.
  init(in folder: String, moved: PortalAddress? = nil) throws {
    guard FileManager.default.fileExists(atPath: Self.certificateFile(folder)) else {
      throw UsageError(
        Text(
          "« \(folder) » n’est pas enrôlé : fabrique agent enrol.",
          "“\(folder)” is not enrolled: fabrique agent enrol."))
    }
    let json = try JSON(parsing: Array(SecretFile.read(Self.portalFile(folder)).utf8))
    guard let address = json["address"]?.text,
      let site = json["site"]?.text.flatMap({ Site.ID($0) }),
      let key = json["orderKey"]?.text.flatMap(Base64URL.decode)
    else {
      throw Failure(
        Text(
          "« \(Self.portalFile(folder)) » est illisible.",
          "“\(Self.portalFile(folder))” cannot be read."))
    }
    self.address = try moved ?? PortalAddress(address)
    self.site = site
    orderKey = try Ed25519.PublicKey(raw: key)
    certificate = try Certificate(pem: try SecretFile.read(Self.certificateFile(folder)))
    self.folder = folder
  }

  /// Takes part in the portal by a one-time code; the key is made here and never leaves.
  ///
  /// The portal is known by the fingerprint in the code: whoever stands in between has another authority, and is found
  /// out before the code's secret is said.
  static func enrol(at address: PortalAddress, by code: EnrolmentCode, in folder: String) throws {
    let authority =
      try PortalClient.json(
        Curl.call("GET", "/authority", of: Curl.Party(address: address)))["certificate"]?.text ?? ""
    guard try Certificate(pem: authority).fingerprint == code.authority else {
      throw Failure(
        Text(
          "Qui répond à cette adresse n’est pas le portail du code : rien n’a été envoyé.",
          "Whoever answers at this address is not the code’s portal: nothing was sent."))
    }
    // An identity that is there already stays whole until the new one is.
    let provisional = authorityFile(folder) + ".new"
    try SecretFile.write(authority, to: provisional)
    defer { try? FileManager.default.removeItem(atPath: provisional) }
    let (certificate, json) = try certify(
      at: "/enrolment", of: Curl.Party(address: address, authority: provisional),
      ["code": .string(code.secret)])
    try SecretFile.write(authority, to: authorityFile(folder))
    let kept: JSON = [
      "address": .string(address.text), "site": json["site"] ?? .null,
      "orderKey": json["orderKey"] ?? .null,
    ]
    try SecretFile.write(
      String(decoding: kept.serialised(pretty: true), as: UTF8.self), to: portalFile(folder))
    // Last: with it the folder is enrolled.
    try SecretFile.write(certificate, to: certificateFile(folder))
  }

  /// Whether two thirds of the certificate's life are over.
  func isDueForRenewal(at now: Instant) -> Bool {
    let life = certificate.notAfter - certificate.notBefore
    return now.milliseconds / 1000 >= certificate.notBefore + life * 2 / 3
  }

  /// Changes the certificate for the next one, with a new key. Until this is done the old one goes on.
  mutating func renew() throws {
    let (text, _) = try Self.certify(at: "/certificate", of: party)
    try SecretFile.write(text, to: Self.certificateFile(folder))
    certificate = try Certificate(pem: text)
  }

  /// As whom, and whom, the agent calls.
  var party: Curl.Party {
    Curl.Party(
      address: address, authority: Self.authorityFile(folder),
      identity: Self.certificateFile(folder))
  }

  /// Has a new key certified; returns certificate and key as they are kept, and all that was answered.
  private static func certify(
    at path: String, of party: Curl.Party, _ proof: JSONObject = [:]
  ) throws -> (text: String, answer: JSON) {
    let key = try CertificateKey()
    var body = proof
    body["request"] = .string(try CertificateRequest(for: key).pem)
    let answer = try PortalClient.json(
      Curl.call("POST", path, of: party, body: JSON.object(body).serialised()))
    let text = (answer["certificate"]?.text ?? "") + key.pem
    _ = try Certificate(pem: text)
    return (text, answer)
  }
}
