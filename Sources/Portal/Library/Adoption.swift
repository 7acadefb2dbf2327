public import Cedar
public import SQLite

/// A public body's statement that it uses a published use case, or is about to.
public struct Adoption: Hashable, Sendable {
  public typealias ID = Identifier<Adoption>

  /// How far it has got. A body may move between any two: it states a fact, it follows no procedure.
  public enum Status: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case interested, experimenting, inProduction, stopped

    public var label: Text {
      switch self {
      case .interested: Text("intéressé", "interested")
      case .experimenting: Text("en expérimentation", "experimenting")
      case .inProduction: Text("en service", "in production")
      case .stopped: Text("arrêté", "stopped")
      }
    }
  }

  public let id: ID
  public let useCase: UseCase.ID
  public let organisation: Organisation.ID
  public internal(set) var statement: Statement
  public let declaredAt: Instant
  public internal(set) var changedAt: Instant
  public internal(set) var version: Int

  /// What the body says.
  public struct Statement: Hashable, Sendable {
    public var status: Status
    /// What came of it; public.
    public var results: String
    /// Whom to ask: a function or a functional address, never a person's name. For the participants and the operator.
    public var referent: String

    public init(status: Status, results: String = "", referent: String = "") {
      self.status = status
      self.results = results
      self.referent = referent
    }
  }
}

extension Adoption: Protected {
  public static let resourceType = ResourceType.adoption
  public static let deeds: [Action] = [.changeAdoption]
  public var resourceID: String { id.text }

  public var entity: Entity {
    Entity(uid: uid, attributes: ["organisation": .entity(EntityUID(organisation))])
  }
}

/// An adoption as one actor may see it.
public struct AdoptionRecord: Sendable {
  public let id: Adoption.ID
  public let useCase: UseCase.ID
  public let useCaseSlug: String
  public let useCaseTitle: String
  public let organisation: Organisation.ID
  public let organisationName: String
  public let organisationSlug: String
  public let status: Adoption.Status
  public let results: String
  /// `nil` when it is not the actor's to read.
  public let referent: String?
  public let declaredAt: Instant
  public let changedAt: Instant
  public let version: Int
  public let offers: [Offer]
}
