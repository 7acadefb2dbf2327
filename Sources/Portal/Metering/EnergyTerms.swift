/// What figures are counted with, as somebody sees it.
public struct EnergyTermsRecord: Sendable {
  /// Of this month.
  public let factor: GridFactor
  /// Every factor the operator ever set, in that order.
  public let factors: [GridFactor]
  public let tariffs: [Tariff]
  /// The model's answer to a question that anybody can check by hand: 8 vCPU at half load, 32 GB and 0.5 TB of SSD over a
  /// year at PUE 1.5.
  public let check = EnergyModel.check
  /// Whether the actor may set more of them.
  public let mayChange: Bool
}

/// What figures are counted with, over time: the operator's factors and prices, and what each site says of itself.
struct EnergyTerms {
  /// In the order in which they were set.
  let factors: [GridFactor]
  let tariffs: [Tariff]
  /// By site and year.
  let pues: [Site.ID: [Int: PowerUsageEffectiveness]]

  /// The factor of a month: of those that have begun by then the last one to begin, and of equals the last set.
  func factor(in month: Month) -> GridFactor {
    inForce(factors, on: month.start, from: \.validFrom) ?? .standard
  }

  /// The prices of a month; `nil` before the first.
  func tariff(in month: Month) -> Tariff? {
    inForce(tariffs, on: month.start, from: \.validFrom)
  }

  private func inForce<Term>(
    _ terms: [Term], on day: Day, from validFrom: KeyPath<Term, Day>
  ) -> Term? {
    terms.reduce(nil) { best, term in
      let begin = term[keyPath: validFrom]
      let isBetter = begin <= day && best.map { $0[keyPath: validFrom] <= begin } ?? true
      return isBetter ? term : best
    }
  }

  /// What a site says of the year, or of the last one before that it says something of.
  func pue(of site: Site.ID?, in year: Int) -> PowerUsageEffectiveness {
    let known = site.flatMap { pues[$0] } ?? [:]
    return known.filter { $0.key <= year }.max { $0.key < $1.key }?.value ?? .assumed
  }

  func model(of site: Site.ID?, in month: Month) -> EnergyModel {
    EnergyModel(pue: pue(of: site, in: month.year), factor: factor(in: month))
  }
}
