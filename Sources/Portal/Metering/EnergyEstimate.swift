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
