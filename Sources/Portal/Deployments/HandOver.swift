import Crypto
import JSON

/// One revision of what is wanted of a deployment, as its site's agent pulls it: complete, and the same bytes for ever.
public struct HandOver: Hashable, Sendable {
  public let deployment: Deployment.ID
  public let revision: Int
  /// `{deployment, revision, state, title, organisation, spec, notBefore, notAfter, approval}` as JSON (RFC 8259).
  public let document: String
  /// SHA-256 of the document's UTF-8 bytes.
  public let digest: [UInt8]
  public let at: Instant

  /// The digest as an agent is told it: 64 digits of base 16.
  public var digestText: String { Hex.encode(digest) }

  /// Names a list of orders: the same for the same orders, another as soon as one of them changes.
  public static func tag(of orders: [HandOver]) -> String {
    Hex.encode(Digest.sha256(orders.flatMap(\.digest)))
  }
}

extension HandOver {
  /// Writes the document of a deployment's present order. `approval` is the decision it rests on.
  init(of deployment: Deployment, in transaction: some Transaction, approval: Decision) throws {
    guard let organisation = try transaction.organisations.find(deployment.organisation) else {
      throw PortalError.damaged("deployment \(deployment.id) has no organisation")
    }
    let granted = deployment.granted
    let document: JSON = [
      "deployment": .string(deployment.id.text),
      "revision": .integer(Int64(deployment.desired.revision)),
      "state": .string(deployment.desired.state.rawValue),
      "title": .string(deployment.title),
      "organisation": [
        "id": .string(organisation.id.text), "slug": .string(organisation.slug),
        "name": .string(organisation.name),
      ],
      "spec": .object(
        JSONObject(ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(granted[$0]))) })),
      "notBefore": .string(deployment.period.start.description),
      "notAfter": .string(deployment.period.end.description),
      "approval": [
        "decision": .string(approval.id.text), "approver": .string(approval.person.text),
        "decidedAt": .string(approval.at.rfc3339),
      ],
    ]
    let bytes = document.serialised()
    self.init(
      deployment: deployment.id, revision: deployment.desired.revision,
      document: String(decoding: bytes, as: UTF8.self), digest: Digest.sha256(bytes),
      at: deployment.desired.at)
  }
}
