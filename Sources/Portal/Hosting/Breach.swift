/// Why a hosting request does not fit, and when it would.
public struct Shortage: Hashable, Sendable {
  /// Every exceeded dimension.
  public let breaches: [Breach]
  /// The first day from which as many days of the same would fit, as things stand; `nil` when waiting does not help.
  public let earliestStart: Day?
  /// As much of every class asked for as would fit from the first day to the last; `nil` when nothing useful would.
  public let largest: Resources?
}

/// One exceeded dimension of a hosting request: what it runs into, and by how much. Amounts in the unit of the class.
public struct Breach: Hashable, Sendable {
  public enum Limit: String, Hashable, Sendable, CaseIterable {
    case organisationQuota, useCaseQuota, capacity, largestUnit, smallestUnit, unitStep

    public var label: Text {
      switch self {
      case .organisationQuota: Text("quota de l’organisme", "the body’s quota")
      case .useCaseQuota: Text("quota du cas d’usage", "the use case’s quota")
      case .capacity: Text("capacité du site", "the site’s capacity")
      case .largestUnit: Text("part maximale d’une demande", "largest share of one request")
      case .smallestUnit: Text("part minimale d’une demande", "smallest share of one request")
      case .unitStep: Text("pas d’attribution", "step of allocation")
      }
    }
  }

  public let limitKind: Limit
  public let resourceClass: ResourceClass
  public let limit: Int
  /// Held by what is approved or running at the worst moment of the period.
  public let used: Int
  /// Held by what is asked for and not decided, at the same moment.
  public let reserved: Int
  public let asked: Int
  /// The first day on which the limit is exceeded.
  public let firstDay: Day

  /// By how much the limit is exceeded; 0 where the amount is too small or not a multiple of the step.
  public var missing: Int { max(0, used + reserved + asked - limit) }

  public var text: Text {
    let kind = limitKind.label
    let name = resourceClass.label
    return Text(
      """
      \(name.french), \(kind.french) : limite \(limit), utilisé \(used), réservé \(reserved), demandé \(asked), \
      manque \(missing), à partir du \(firstDay).
      """,
      """
      \(name.english), \(kind.english): limit \(limit), used \(used), reserved \(reserved), asked \(asked), \
      missing \(missing), from \(firstDay).
      """)
  }
}
