public import Cedar

/// Something that the rules protect: it tells them who it is and what they may look at.
public protocol Protected: Sendable {
  static var resourceType: ResourceType { get }

  /// Its id within its type.
  var resourceID: String { get }

  /// The thing itself as the rules see it, with the attributes that `fabrique.cedarschema` gives its type.
  var entity: Entity { get }

  /// The deeds offered on a record of it, in the order of buttons.
  static var deeds: [Action] { get }

  /// Why its state, not the rules, stands against a deed; `nil` when nothing does.
  func obstacle(to action: Action) -> Text?
}

extension Protected {
  public static var deeds: [Action] { [] }
  public func obstacle(to action: Action) -> Text? { nil }
  var uid: EntityUID { EntityUID(Self.resourceType, resourceID) }
}

/// The types of things in `fabrique.cedarschema`, by their names there.
public enum ResourceType: String, Sendable, CaseIterable {
  case platform = "Platform"
  case organisation = "Organisation"
  case person = "Person"
  case useCase = "UseCase"
  case adoption = "Adoption"
  case hostingRequest = "HostingRequest"
  case quotaRequest = "QuotaRequest"
  case deployment = "Deployment"
  case solution = "Solution"
  case deploymentOffer = "DeploymentOffer"
  case site = "Site"
  case auditEntry = "AuditEntry"
}

extension EntityUID {
  init(_ type: ResourceType, _ id: String) {
    self.init(type: EntityType(type.rawValue), id: id)
  }

  init(_ organisation: Organisation.ID) { self.init(.organisation, organisation.text) }
  init(_ person: Person.ID) { self.init(.person, person.text) }
}

extension Value {
  /// A member of an enumerated entity type, such as `Role::"lead"`.
  static func member(_ type: String, _ id: String) -> Value {
    .entity(EntityUID(type: EntityType(type), id: id))
  }
}

/// The portal as a whole, for what is done to no thing in particular.
public struct Platform: Protected {
  public static let resourceType = ResourceType.platform
  public var resourceID: String { "fabrique" }
  public var entity: Entity { Entity(uid: uid) }
  public init() {}
}
