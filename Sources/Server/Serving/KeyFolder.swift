import Crypto
import Foundation
import Portal

/// Where the portal keeps its own keys, beside the database: made at the first start. Whoever removes one gets a new one
/// at the next, and enrols every agent anew.
struct KeyFolder {
  private let path: String

  init(dataFolder: String) { path = dataFolder + "/keys" }

  func keys(at now: Instant) throws -> HandOverKeys {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // The authority's certificate and its key in one file, so that there is never one without the other.
    let (orders, authority) = (path + "/orders.pem", path + "/authority.pem")
    if [orders, authority].contains(where: { !FileManager.default.fileExists(atPath: $0) }) {
      let new = try HandOverKeys(madeAt: now)
      try SecretFile.make(try new.orders.pem(), at: orders)
      try SecretFile.make(
        try new.authority.certificate.pem + new.authority.key.pem, at: authority)
    }
    let text = try SecretFile.read(authority)
    return HandOverKeys(
      orders: try Ed25519.PrivateKey(pem: try SecretFile.read(orders)),
      authority: try CertificateAuthority(
        certificate: Certificate(pem: text), key: CertificateKey(pem: text)))
  }
}
