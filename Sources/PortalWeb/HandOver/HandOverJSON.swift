import JSON
import Portal

extension HandOver {
  static let shape = Shape.record(
    "Order",
    ["deployment": .id, "revision": .count, "document": .text, "signature": .text, "at": .instant])

  /// The document goes as a text, so that its signature stays that of its very bytes.
  var json: JSON {
    [
      "deployment": .string(deployment.text), "revision": .integer(Int64(revision)),
      "document": .string(document), "signature": .string(signature?.text ?? ""),
      "at": .string(at.rfc3339),
    ]
  }
}

extension AgentCertificate {
  static let shape = Shape.record(
    "AgentCertificate",
    ["certificate": .text, "agent": .id, "site": .id, "orderKey": .text])

  var json: JSON {
    [
      "certificate": .string(certificate), "agent": .string(agent.text),
      "site": .string(site.text), "orderKey": .string(orderKey),
    ]
  }
}

extension Deployment {
  static let handOverShape = Shape.record(
    "ReportedDeployment",
    [
      "deployment": .id, "desiredRevision": .count, "observedRevision": .count,
      "observedPhase": .choice(of: Deployment.Phase.self), "released": .flag,
    ])

  /// What the agent needs back: whether a newer order waits, and what its report was taken for.
  var handOverJSON: JSON {
    [
      "deployment": .string(id.text), "desiredRevision": .integer(Int64(desired.revision)),
      "observedRevision": .integer(Int64(observed.revision)),
      "observedPhase": .string(observed.phase.rawValue), "released": .bool(isReleased),
    ]
  }
}
