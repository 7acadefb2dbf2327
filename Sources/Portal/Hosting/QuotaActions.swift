import JSON

/// What a limit is set to, for one or several resource classes at once.
public struct QuotaGrant: Sendable {
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

  fileprivate func complaints() -> [Complaint] {
    var complaints = Complaints()
    complaints.expect(
      !amounts.isEmpty, "amounts", Text("Indiquez au moins une limite.", "Give at least one limit.")
    )
    for (resourceClass, amount) in amounts {
      complaints.expect(
        (0...Self.largestAmount).contains(amount), resourceClass.rawValue,
        Text("De 0 à \(Self.largestAmount).", "From 0 to \(Self.largestAmount)."))
    }
    complaints.expect(
      validUntil.map { $0 > validFrom } ?? true, "validUntil",
      Text("La fin doit venir après le début.", "The end has to come after the start."))
    return complaints.all
  }
}

extension Portal {
  /// Sets what an organisation or one of its use cases may have promised. Lower than what is promised already is allowed:
  /// it is flagged, nothing that runs is stopped, and nothing more is promised.
  public func setQuota(
    of organisation: Organisation.ID, to grant: QuotaGrant, as actor: Actor
  ) async throws -> QuotaReport {
    try await work(as: actor) { work in
      guard let organisation = try work.organisations.find(organisation) else {
        throw PortalError.notFound
      }
      let amounts = ResourceClass.allCases.compactMap { resourceClass in
        grant.amounts[resourceClass].map { (resourceClass, $0) }
      }
      let permit = try work.permit(
        .setQuota, on: organisation,
        detail: amounts.map { ($0.rawValue, .integer(Int64($1))) } + [
          ("validFrom", .string(grant.validFrom.description)),
          ("validUntil", grant.validUntil.map { .string($0.description) } ?? .null),
          ("useCase", grant.useCase.map { .string($0.text) } ?? .null),
        ])
      let complaints = grant.complaints()
      guard complaints.isEmpty else { throw PortalError.invalid(complaints) }
      if let useCase = grant.useCase, try !work.quotas.exists(useCase) {
        throw PortalError.invalid(
          "useCase", Text("Ce cas d’usage n’existe pas.", "There is no such use case."))
      }
      for (resourceClass, amount) in amounts {
        try work.quotas.insert(
          Quota(
            id: work.newID(), organisation: organisation.id, useCase: grant.useCase,
            resourceClass: resourceClass, amount: amount, validFrom: grant.validFrom,
            validUntil: grant.validUntil, setBy: actor.person, setAt: work.now),
          of: organisation, permit)
      }
      let report = try work.quotaReport(on: organisation, defaults: settings.defaultQuota)
      if let inversion = report.tree.firstInversion(from: work.now.day) {
        throw PortalError.invalid(inversion.resourceClass.rawValue, inversion.text)
      }
      return report
    }
  }

  /// An organisation's limits and what stands against them.
  public func quota(of organisation: Organisation.ID, as actor: Actor) throws -> QuotaReport {
    try read(as: actor) { reading in
      guard let organisation = try reading.organisations.find(organisation) else {
        throw PortalError.notFound
      }
      try reading.gate.requireSight(.viewQuota, of: organisation)
      return try reading.quotaReport(on: organisation, defaults: settings.defaultQuota)
    }
  }
}
