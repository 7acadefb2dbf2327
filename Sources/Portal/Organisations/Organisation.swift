public import Cedar
public import SQLite

/// A tenant: a public body, a partner company, or the one operator.
public struct Organisation: Hashable, Sendable {
  public typealias ID = Identifier<Organisation>

  public enum Kind: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case publicBody, partner
    case `operator`

    public var label: Text {
      switch self {
      case .publicBody: Text("organisme public", "public body")
      case .partner: Text("entreprise partenaire", "partner company")
      case .operator: Text("opérateur", "operator")
      }
    }
  }

  /// Whether the organisation counts as public for hosting: computed from its legal category or decided with reasons.
  public enum PublicStatus: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case `public`, `private`
    case toVerify

    public var label: Text {
      switch self {
      case .public: Text("public", "public")
      case .private: Text("privé", "private")
      case .toVerify: Text("à vérifier", "to be verified")
      }
    }
  }

  public let id: ID
  public var slug: String
  public var name: String
  public let kind: Kind
  /// 9 digits, checked; `nil` where it is not known.
  public var siren: String?
  /// 14 digits as given, even when the check digit is wrong.
  public var siret: String?
  /// INSEE legal category, 4 digits.
  public var legalCategory: String?
  /// How many people it employs; `nil` where it is not known.
  public var staff: Staff?
  /// Commune, EPCI … as the library names it.
  public var bodyType: String?
  public var publicStatus: PublicStatus
  public var publicStatusReason: String
  public var publicStatusAt: Instant
  public var latitude: Double?
  public var longitude: Double?
  /// Where it was imported from.
  public var source: String?
  /// Invented, for demonstration.
  public var isSample: Bool
  public let createdAt: Instant
  public var version: Int
}

extension Organisation {
  /// Its kind by its legal category; `nil` where that is not known.
  public var group: BodyGroup? { legalCategory.map(BodyGroup.init(legalCategory:)) }

  public var size: BodySize? { staff?.band.size }
}

extension Organisation: Protected {
  public static let resourceType = ResourceType.organisation
  public var resourceID: String { id.text }

  public static let deeds: [Action] = [
    .viewPeople, .addPerson, .grantMembership, .endMembership, .delegateRole, .decidePublicStatus,
    .recordStaff, .viewQuota, .setQuota, .requestQuota, .draftUseCase, .draftHostingRequest,
    .registerSigningKey, .publishSolution,
  ]

  public var entity: Entity {
    Entity(
      uid: uid,
      attributes: [
        "kind": .member("Kind", kind.rawValue),
        "publicStatus": .member("PublicStatus", publicStatus.rawValue),
      ])
  }
}
