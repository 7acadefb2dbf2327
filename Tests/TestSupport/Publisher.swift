public import Crypto
import JSON
public import Portal

/// A key, and manifests signed by it.
public struct Publisher: Sendable {
  public let key: Ed25519.PrivateKey

  public init() throws { key = try Ed25519.PrivateKey() }

  /// The public key as its organisation registers it.
  public func publicKey() throws -> String { try key.publicKey.pem() }

  public func signature(of manifest: String) throws -> String {
    Base64URL.encode(try SolutionManifest(manifest).signature(by: key))
  }

  /// Of an image of the digest `0a0a…`, or of what is shipped with the portal.
  public static func manifest(
    _ version: String, of solution: String, needs: Resources = Resources(vcpu: 2, memoryGiB: 4),
    dataClass: DataClass = .internal, shipped: Bool = false, notes: String = ""
  ) -> String {
    let digest = String(repeating: "0a", count: 32)
    let json: JSON = [
      "format": .string(SolutionManifest.format), "solution": .string(solution),
      "version": .string(version),
      "artifact": shipped
        ? ["shipped": "minutes"]
        : ["image": .string("registry.example/minutes@sha256:\(digest)")],
      "resources": .object(
        JSONObject(ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(needs[$0]))) })),
      "port": 8080, "healthPath": "/health", "dataClass": .string(dataClass.rawValue),
      "licence": "EUPL-1.2", "notes": .string(notes),
    ]
    return String(decoding: json.serialised(pretty: true), as: UTF8.self)
  }
}
