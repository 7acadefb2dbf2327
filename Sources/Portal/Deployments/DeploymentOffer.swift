public import Cedar
public import SQLite

/// A body's offer to hand a deployment over to another public body, which takes it up by a hosting request of its own.
public struct DeploymentOffer: Hashable, Sendable {
  public typealias ID = Identifier<DeploymentOffer>

  /// How an offer ended.
  public enum Outcome: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case accepted, declined, withdrawn, lapsed

    public var label: Text {
      switch self {
      case .accepted: Text("acceptée", "accepted")
      case .declined: Text("déclinée", "declined")
      case .withdrawn: Text("retirée", "withdrawn")
      case .lapsed: Text("expirée", "lapsed")
      }
    }
  }

  public let id: ID
  public let deployment: Deployment.ID
  /// The body that offers: the deployment's.
  public let giver: Organisation.ID
  public let receiver: Organisation.ID
  /// The last day on which it can be taken up.
  public let until: Day
  public let offeredBy: Person.ID
  public let offeredAt: Instant
  /// `nil`: it stands.
  public internal(set) var outcome: Outcome?
  /// Why it was declined; empty otherwise.
  public internal(set) var reason: String

  /// Whether a take-over may still be asked for; deciding on one that was asked for in time may take longer.
  public func isOpen(on day: Day) -> Bool { outcome == nil && day <= until }

  /// The longest that an offer may stand, in days.
  public static let mostDays = 60
}

extension DeploymentOffer: Protected {
  public static let resourceType = ResourceType.deploymentOffer
  public var resourceID: String { id.text }

  public static let deeds: [Action] = [.declineOffer, .withdrawOffer]

  public var entity: Entity {
    Entity(
      uid: uid,
      attributes: [
        "giver": .entity(EntityUID(giver)), "receiver": .entity(EntityUID(receiver)),
        "stands": .bool(outcome == nil),
      ])
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .withdrawOffer, .declineOffer, .expireOffer:
      outcome.map {
        Text("L’offre est déjà \($0.label.french).", "The offer is \($0.label.english) already.")
      }
    default: nil
    }
  }
}

extension DeploymentOffer: Listed {
  public static let table = EntityTable(
    "DeploymentOffer", table: "deploymentOffer",
    fields: [
      .column("receiver"),
      .column("giver") { row in
        "(SELECT organisation FROM deployment WHERE deployment.id = \(row).deployment)"
      },
      .column("stands") { row in "(\(row).outcome IS NULL)" },
    ])

  public static func find(_ id: String, on connection: Connection) throws -> DeploymentOffer? {
    try ID(id).flatMap(DeploymentOfferStore(connection: connection).find)
  }
}
