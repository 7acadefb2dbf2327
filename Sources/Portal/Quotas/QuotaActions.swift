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
      let permit = try work.permit(.setQuota, on: organisation, detail: grant.detail)
      let complaints = grant.complaints()
      guard complaints.isEmpty else { throw PortalError.invalid(complaints) }
      if let useCase = grant.useCase, try !work.quotas.exists(useCase) {
        throw PortalError.invalid(
          "useCase", Text("Ce cas d’usage n’existe pas.", "There is no such use case."))
      }
      for quota in work.quotas(of: organisation, from: grant) {
        try work.quotas.insert(quota, of: organisation, permit)
      }
      let report = try work.quotaReport(on: organisation)
      try report.tree.requireNoInversion(from: work.now.day)
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
      return try reading.quotaReport(on: organisation)
    }
  }
}

extension Work {
  /// The limits that a grant sets, to be inserted.
  func quotas(of organisation: Organisation, from grant: QuotaGrant) -> [Quota] {
    grant.amounts.inOrder.map { resourceClass, amount in
      Quota(
        id: newID(), organisation: organisation.id, useCase: grant.useCase,
        resourceClass: resourceClass, amount: amount, validFrom: grant.validFrom,
        validUntil: grant.validUntil, setBy: gate.actor.person, setAt: now)
    }
  }
}
