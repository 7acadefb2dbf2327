public import Crypto
import JSON

/// What a publisher says of one version of a solution, and signs: a JSON document (RFC 8259), its bytes kept as signed.
public struct SolutionManifest: Hashable, Sendable {
  /// The text that is signed: its lines end with line feeds, the last one too, and nothing else stands around it, so that
  /// it is the same in a file, in a form and in JSON.
  public let document: String
  /// The short name of the solution in the catalogue: what is signed for one is good for no other.
  public let solution: String
  public let version: SemanticVersion
  public let artifact: Artifact
  /// The least that it runs with.
  public let needs: Resources
  /// The TCP port that it answers on.
  public let port: Int
  /// What answers with a status of 200 as long as it is well: `/health`.
  public let healthPath: String
  /// The highest class of data that it is made for.
  public let dataClass: DataClass
  /// An identifier of the SPDX License List, or `LicenseRef-…` (SPDX 2.3, annex D).
  public let licence: String
  /// What is new in it.
  public let notes: String

  /// Sets the document apart from whatever else the key signs.
  public static let format = "fabrique-solution/1"
  /// In Unicode scalars.
  public static let longest = 8000
  static let ports = 1...65_535

  static func isHealthPath(_ text: String) -> Bool {
    text.utf8.count <= 200 && text.wholeMatch(of: #/\/[!-~]*/#) != nil
  }

  /// Reads a manifest. Throws `invalid` with everything that is wrong with it, by member.
  public init(_ text: String) throws(PortalError) {
    let tidied = try Prose(
      field: ManifestReader.field, label: Text("Manifeste", "Manifest"), maximum: Self.longest
    ).accept(text)
    var reader = try ManifestReader(tidied)
    let manifest = reader.manifest(document: tidied + "\n")
    try reader.complaints.throwIfAny()
    guard let manifest else { throw .damaged("a manifest that lacks something nobody missed") }
    self = manifest
  }

  init(
    document: String, solution: String, version: SemanticVersion, artifact: Artifact,
    needs: Resources, port: Int, healthPath: String, dataClass: DataClass, licence: String,
    notes: String
  ) {
    self.document = document
    self.solution = solution
    self.version = version
    self.artifact = artifact
    self.needs = needs
    self.port = port
    self.healthPath = healthPath
    self.dataClass = dataClass
    self.licence = licence
    self.notes = notes
  }

  /// SHA-256 of the document, in 64 digits of base 16.
  public var digest: String { Hex.encode(Digest.sha256(Array(document.utf8))) }

  /// What a site is told to run.
  var workload: Workload {
    Workload(
      artifact: artifact,
      service: Workload.Service(
        solution: solution, version: version, port: port, healthPath: healthPath))
  }
}

extension SolutionManifest {
  /// Ed25519 (RFC 8032) over the bytes of the document, as `openssl pkeyutl -sign -rawin` makes it: 64 bytes.
  public func signature(by key: Ed25519.PrivateKey) throws -> [UInt8] {
    try key.sign(Array(document.utf8))
  }

  func isSigned(with signature: [UInt8], by key: Ed25519.PublicKey) throws -> Bool {
    try key.isValid(signature, for: Array(document.utf8))
  }

  /// One to begin with.
  public static func example(of solution: String) -> String {
    let json: JSON = [
      "format": .string(format), "solution": .string(solution), "version": "1.0.0",
      "artifact": [
        "image": .string(
          "registry.example/team/\(solution):1.0.0@sha256:\(String(repeating: "0", count: 64))")
      ],
      "resources": ["vcpu": 1, "memoryGiB": 1, "storageGiB": 10, "gpu": 0],
      "port": 8080, "healthPath": "/health", "dataClass": "internal", "licence": "EUPL-1.2",
      "notes": "Première version.",
    ]
    return String(decoding: json.serialised(pretty: true), as: UTF8.self)
  }
}
