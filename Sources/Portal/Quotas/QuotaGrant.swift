import JSON

/// What a limit is set to, for one or several resource classes at once.
public struct QuotaGrant: Hashable, Sendable {
  /// `nil`: the organisation as a whole.
  public var useCase: UseCase.ID?
  public var amounts: [ResourceClass: Int]
  public var validFrom: Day
  /// The first day on which it no longer holds; `nil`: until another is set.
  public var validUntil: Day?

  public init(
    useCase: UseCase.ID? = nil, amounts: [ResourceClass: Int], validFrom: Day,
    validUntil: Day? = nil
  ) {
    self.useCase = useCase
    self.amounts = amounts
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  /// The highest limit there is for one resource class.
  public static let largestAmount = 1_000_000

  /// Everything that is wrong with it by itself.
  func complaints() -> [Complaint] {
    var complaints = Complaints()
    complaints.add(amounts.complaints())
    complaints.expect(
      validUntil.map { $0 > validFrom } ?? true, "validUntil",
      Text("La fin doit venir après le début.", "The end has to come after the start."))
    return complaints.all
  }

  /// For the audit log.
  var detail: Audit.Detail {
    amounts.detail + [
      ("validFrom", .string(validFrom.description)),
      ("validUntil", validUntil.map { .string($0.description) } ?? .null),
      ("useCase", useCase.map { .string($0.text) } ?? .null),
    ]
  }
}

extension [ResourceClass: Int] {
  /// In the order of the classes.
  public var inOrder: [(resourceClass: ResourceClass, amount: Int)] {
    ResourceClass.allCases.compactMap { resourceClass in
      self[resourceClass].map { (resourceClass, $0) }
    }
  }

  /// Everything that is wrong with them as limits.
  func complaints() -> [Complaint] {
    var complaints = Complaints()
    complaints.expect(
      !isEmpty, "amounts", Text("Indiquez au moins une limite.", "Give at least one limit."))
    for (resourceClass, amount) in inOrder {
      complaints.expect(
        (0...QuotaGrant.largestAmount).contains(amount), resourceClass.rawValue,
        Text("De 0 à \(QuotaGrant.largestAmount).", "From 0 to \(QuotaGrant.largestAmount)."))
    }
    return complaints.all
  }

  var detail: Audit.Detail { inOrder.map { ($0.rawValue, .integer(Int64($1))) } }
}
