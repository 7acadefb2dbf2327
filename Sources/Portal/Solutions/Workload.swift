public import JSON

/// What an order has a site run, as the order's document says it.
public struct Workload: Hashable, Sendable {
  public let artifact: Artifact
  /// What is known of a solution of the catalogue; `nil` for what is shipped with the agent and was not taken from there.
  public let service: Service?

  /// Which solution it is, and where it answers.
  public struct Service: Hashable, Sendable {
    /// Its short name in the catalogue.
    public let solution: String
    public let version: SemanticVersion
    public let port: Int
    /// What answers with a status of 200 as long as it is well: `/health`.
    public let healthPath: String
  }

  /// Runs where nothing of the catalogue was asked for.
  public static let standard = Workload(artifact: .shipped(.minutes), service: nil)

  /// The name of what is shipped; what is not goes by its kind.
  public var profile: String {
    artifact.kind == .shipped ? artifact.reference : artifact.kind.rawValue
  }

  init(artifact: Artifact, service: Service?) {
    self.artifact = artifact
    self.service = service
  }
}

extension Workload {
  /// `{kind, reference, digest, solution, version, port, healthPath}`; of the standard one `{kind, reference}`.
  public var json: JSON {
    var members: [(String, JSON)] = [
      ("kind", .string(artifact.kind.rawValue)), ("reference", .string(artifact.reference)),
    ]
    if let digest = artifact.digest { members.append(("digest", .string(digest))) }
    if let service {
      members += [
        ("solution", .string(service.solution)), ("version", .string("\(service.version)")),
        ("port", .integer(Int64(service.port))), ("healthPath", .string(service.healthPath)),
      ]
    }
    return .object(JSONObject(members))
  }

  /// Reads what `json` writes; `nil` when it is anything else.
  public init?(_ json: JSON) {
    guard let kind = json["kind"]?.text.flatMap(Artifact.Kind.init),
      let reference = json["reference"]?.text,
      let artifact = try? Artifact(
        kind: kind, reference: reference,
        digest: json["digest"]?.text.map { String($0.dropFirst("sha256:".utf8.count)) }),
      json["digest"]?.text == artifact.digest
    else { return nil }
    let service = Service(json)
    // A site has to know where a foreign thing answers.
    guard service != nil || artifact.kind == .shipped else { return nil }
    self.init(artifact: artifact, service: service)
  }
}

extension Workload.Service {
  fileprivate init?(_ json: JSON) {
    guard let solution = json["solution"]?.text,
      let version = json["version"]?.text.flatMap({ SemanticVersion($0) }),
      let port = json["port"]?.int, SolutionManifest.ports.contains(port),
      let healthPath = json["healthPath"]?.text, SolutionManifest.isHealthPath(healthPath)
    else { return nil }
    self.init(solution: solution, version: version, port: port, healthPath: healthPath)
  }
}
