import Crypto
import JSON
import Portal

/// The catalogue of the demonstration: the assisted minutes that are shipped with the portal, and a partner's image that
/// nobody has built. Keys are made for the occasion and forgotten.
struct DemoSolutions {
  let portal: Portal
  let territory: DemoTerritory
  let cases: DemoCases.Published
  private let operatorKey: Ed25519.PrivateKey
  private let partnerKey: Ed25519.PrivateKey

  init(portal: Portal, territory: DemoTerritory, cases: DemoCases.Published) throws {
    self.portal = portal
    self.territory = territory
    self.cases = cases
    operatorKey = try Ed25519.PrivateKey()
    partnerKey = try Ed25519.PrivateKey()
  }

  /// The first version of each. Returns that of the assisted minutes.
  func tell() async throws -> SolutionVersion.ID {
    try await register(operatorKey, of: territory.gigalis, as: territory.curator)
    try await register(partnerKey, of: territory.partners[0], as: territory.partnerLead)
    let water = try await portal.publishSolution(
      NewSolution(
        useCase: cases.water, name: "Fuites d’eau (exemple)",
        summary:
          "Comparaison des débits nocturnes par secteur. Exemple fictif : l’image n’existe pas."),
      as: territory.partnerLead)
    _ = try await publish(
      "1.0.0", of: water,
      [
        "image": .string(
          "registre.example/fuites:1.0.0@sha256:\(String(repeating: "5a", count: 32))")
      ],
      .internal, "Exemple fictif.", signing: partnerKey, as: territory.partnerLead)
    let minutes = try await portal.publishSolution(
      NewSolution(
        useCase: cases.minutes, name: "Comptes rendus assistés",
        summary:
          "Le service de démonstration livré avec le portail : un résumé extractif, à relire."),
      as: territory.curator)
    return try await publish("1.0.0", of: minutes, notes: "Version d’exemple.")
  }

  /// A newer version of what runs by then.
  func tellOfUpdate(of version: SolutionVersion.ID) async throws {
    let minutes = try portal.solutionRelease(version, as: territory.curator).solution
    _ = try await publish(
      "1.1.0", of: minutes, notes: "Version d’exemple, pour montrer un changement de version.")
  }

  // MARK: - Steps

  private func register(
    _ key: Ed25519.PrivateKey, of organisation: Organisation.ID, as actor: Actor
  ) async throws {
    _ = try await portal.registerSigningKey(
      key.publicKey.pem(), of: try portal.organisation(organisation, as: actor).slug, as: actor)
  }

  private func publish(
    _ version: String, of minutes: Solution, notes: String
  ) async throws -> SolutionVersion.ID {
    try await publish(
      version, of: minutes, ["shipped": .string(WorkloadProfile.minutes.rawValue)], .personal,
      notes,
      signing: operatorKey, as: territory.curator)
  }

  private func publish(
    _ version: String, of solution: Solution, _ artifact: JSON, _ dataClass: DataClass,
    _ notes: String, signing key: Ed25519.PrivateKey, as actor: Actor
  ) async throws -> SolutionVersion.ID {
    let json: JSON = [
      "format": .string(SolutionManifest.format), "solution": .string(solution.slug),
      "version": .string(version), "artifact": artifact,
      "resources": ["vcpu": 1, "memoryGiB": 1, "storageGiB": 10, "gpu": 0], "port": 8080,
      "healthPath": "/health", "dataClass": .string(dataClass.rawValue),
      "licence": "LicenseRef-exemple", "notes": .string(notes),
    ]
    let manifest = try SolutionManifest(
      String(decoding: json.serialised(pretty: true), as: UTF8.self))
    return try await portal.publishSolutionVersion(
      of: solution.slug, manifest: manifest.document,
      signature: Base64URL.encode(try manifest.signature(by: key)), as: actor
    ).version.id
  }
}
