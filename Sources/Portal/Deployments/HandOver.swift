import Crypto
import JSON

/// One revision of what is wanted of a deployment, as its site's agent pulls it: complete, signed, and the same bytes for
/// ever.
public struct HandOver: Hashable, Sendable {
  public let deployment: Deployment.ID
  public let revision: Int
  /// `{deployment, revision, site, state, title, organisation, profile, workload, resources, notBefore, notAfter, approval,
  /// key}` as JSON (RFC 8259).
  public let document: String
  /// SHA-256 of the document's UTF-8 bytes.
  public let digest: [UInt8]
  /// Nil for orders from before they were signed, which no agent is given any more.
  public let signature: OrderSignature?
  public let at: Instant

  /// The digest as people compare it: 64 digits of base 16.
  public var digestText: String { Hex.encode(digest) }

  /// Names a list of orders: the same for the same orders, another as soon as one of them changes.
  public static func tag(of orders: [HandOver]) -> String {
    Hex.encode(Digest.sha256(orders.flatMap { $0.digest + ($0.signature?.bytes ?? []) }))
  }
}

extension HandOver {
  /// Writes and signs the document of a deployment's present order. `approval` is the decision it rests on.
  init(of deployment: Deployment, in work: Work, approval: Decision) throws {
    guard let organisation = try work.organisations.find(deployment.organisation) else {
      throw PortalError.damaged("deployment \(deployment.id) has no organisation")
    }
    let granted = deployment.granted
    let workload =
      try work.release(deployment.solution)?.version.manifest.workload ?? .standard
    let key = work.keys.orders
    let json: JSON = [
      "deployment": .string(deployment.id.text),
      "revision": .integer(Int64(deployment.desired.revision)),
      "site": .string(deployment.site.text),
      "state": .string(deployment.desired.state.rawValue),
      "title": .string(deployment.title),
      "organisation": [
        "id": .string(organisation.id.text), "slug": .string(organisation.slug),
        "name": .string(organisation.name),
      ],
      "profile": .string(workload.profile), "workload": workload.json,
      "resources": .object(
        JSONObject(ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(granted[$0]))) })),
      "notBefore": .string(deployment.period.start.description),
      "notAfter": .string(deployment.period.end.description),
      "approval": [
        "decision": .string(approval.id.text), "approver": .string(approval.person.text),
        "decidedAt": .string(approval.at.rfc3339),
      ],
      "key": .string(OrderSignature.name(of: key.publicKey)),
    ]
    let bytes = json.serialised()
    let document = String(decoding: bytes, as: UTF8.self)
    self.init(
      deployment: deployment.id, revision: deployment.desired.revision, document: document,
      digest: Digest.sha256(bytes), signature: try OrderSignature(of: document, by: key),
      at: deployment.desired.at)
  }
}
