/// What a hosting request would draw, before it is sent (tier D).
public struct EnergyEstimate: Hashable, Sendable {
  public let resources: Resources
  public let period: Period
  public let overPeriod: EnergyFigure
  /// Over 8,760 hours.
  public let perYear: EnergyFigure

  init(of resources: Resources, over period: Period, by model: EnergyModel) {
    self.resources = resources
    self.period = period
    overPeriod = model.figure(allocating: resources, hours: Double(period.days * 24))
    perYear = model.figure(allocating: resources, hours: Self.hoursPerYear)
  }

  static let hoursPerYear = 8760.0
}

extension Portal {
  /// What resources would draw over a period, by what the figures of this month are counted with; by another PUE where
  /// somebody asks what if.
  public func energyEstimate(
    of resources: Resources, over period: Period, scenario pue: FixedPoint? = nil, as actor: Actor
  ) throws -> EnergyEstimate {
    try read(as: actor) { reading in
      let isSensible = ResourceClass.allCases.allSatisfy {
        (0...HostingRequestDraft.mostOfAClass).contains(resources[$0])
      }
      guard isSensible, period.days <= HostingRequestDraft.mostDays,
        pue.map({ (1...10).contains($0) }) ?? true
      else {
        throw PortalError.invalid(
          "", Text("Ces valeurs ne sont pas possibles.", "These values are not possible."))
      }
      return try reading.energyEstimate(of: resources, over: period, scenario: pue)
    }
  }
}

extension Transaction {
  /// The estimate shown with a request; without one, for no site in particular.
  func energyEstimate(
    of resources: Resources, over period: Period, for request: HostingRequest.ID? = nil,
    scenario: FixedPoint? = nil
  ) throws -> EnergyEstimate {
    let (terms, month) = (try energyTerms.terms(), Month(of: now.day))
    let pue =
      try scenario.map { PowerUsageEffectiveness($0, .scenario) }
      ?? terms.pue(of: energyTerms.site(of: request), in: month.year)
    let model = EnergyModel(pue: pue, factor: terms.factor(in: month))
    return EnergyEstimate(of: resources, over: period, by: model)
  }
}
