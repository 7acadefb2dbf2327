/// What a site states of one calendar year, and what follows from it.
public struct SiteReport: Sendable {
  public let site: Site
  public let year: Int
  /// Everything ever stated of the year, newest first.
  public let history: [SiteStatement]
  /// The factor that the year's electricity is counted with.
  public let factor: GridFactor
  public let offers: [Offer]

  /// The last fact stated about an indicator.
  public func fact(_ indicator: Indicator) -> SiteStatement? { figures.fact(indicator) }

  /// The last objective stated about an indicator.
  public func objective(_ indicator: Indicator) -> SiteStatement? {
    history.first { $0.indicator == indicator && !$0.certainty.isFact }
  }

  public var ratios: [SiteRatio] { figures.ratios(factor: factor) }

  /// Whether the regulation and D.236-1 ff. of the Code de l'énergie bind the site; `nil` where its power is not stated.
  public var isBound: Bool? { figures.number(.installedPower).map { $0.value >= 500 } }

  /// By when a site that is bound transmits and publishes it: 15 May of the next year (Code de l'énergie, D.236-1 ff.).
  public var dueBy: Day {
    Day(year: year + 1, month: 5, day: 15) ?? Day(daysSince1970: 0)
  }

  private var figures: SiteFigures { SiteFigures(statements: history) }
}

/// A ratio of two facts of the same year.
public struct SiteRatio: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case pue, ref, erf, wue, cue

    public var unit: Text {
      switch self {
      case .pue, .ref, .erf: Text("", "")
      case .wue: Text("m³/MWh", "m³/MWh")
      case .cue: Text("kgCO₂e/kWh", "kgCO₂e/kWh")
      }
    }

    /// How it is calculated, in the regulation's symbols.
    public func formula(_ factor: GridFactor) -> String {
      switch self {
      case .pue: "E_DC / E_IT"
      case .ref: "E_RES-TOT / E_DC"
      case .erf: "E_REUSE / E_DC"
      case .wue: "W_IN / E_IT"
      case .cue:
        "E_DC × \(factor.gramsPerKWh) gCO₂e/kWh (\(factor.source), \(factor.year)) / E_IT"
      }
    }
  }

  public let kind: Kind
  public let value: FixedPoint
  /// Measured only if both terms are.
  public let certainty: Certainty
}

/// The facts of a site about one year.
struct SiteFigures {
  /// Newest first.
  let statements: [SiteStatement]

  func fact(_ indicator: Indicator) -> SiteStatement? {
    statements.first { $0.indicator == indicator && $0.certainty.isFact }
  }

  func number(_ indicator: Indicator) -> Term? {
    fact(indicator).flatMap { fact in
      fact.number.map { Term(value: $0.double, certainty: fact.certainty) }
    }
  }

  struct Term {
    var value: Double
    let certainty: Certainty
  }

  /// Those of which both terms are there (EN 50600-4-2, -3, -6, -9; ISO/IEC 30134-8).
  func ratios(factor: GridFactor) -> [SiteRatio] {
    SiteRatio.Kind.allCases.compactMap { ratio($0, factor: factor) }
  }

  private func ratio(_ kind: SiteRatio.Kind, factor: GridFactor) -> SiteRatio? {
    switch kind {
    case .pue: ratio(kind, of: number(.totalEnergy), to: number(.itEnergy))
    case .ref: ratio(kind, of: renewable, to: number(.totalEnergy))
    case .erf: ratio(kind, of: number(.reusedHeat), to: number(.totalEnergy))
    // m³ per MWh.
    case .wue: ratio(kind, of: number(.water), to: number(.itEnergy), scale: 1000)
    // kgCO₂e per kWh.
    case .cue:
      ratio(
        kind, of: number(.totalEnergy), to: number(.itEnergy),
        scale: factor.gramsPerKWh.double / 1000)
    }
  }

  private func ratio(
    _ kind: SiteRatio.Kind, of part: Term?, to whole: Term?, scale: Double = 1
  ) -> SiteRatio? {
    guard let part, let whole, whole.value > 0 else { return nil }
    let thousandths = (part.value / whole.value * scale * 1000).rounded()
    guard let rounded = Int64(exactly: thousandths), rounded < 1_000_000_000 else { return nil }
    let isMeasured = part.certainty == .measured && whole.certainty == .measured
    return SiteRatio(
      kind: kind, value: FixedPoint(millionths: rounded * 1000),
      certainty: isMeasured ? .measured : .estimated)
  }

  /// E_RES-TOT, the sum of its three sources, once all three are stated.
  private var renewable: Term? {
    let terms = [Indicator.renewableByGuarantees, .renewableByPurchase, .renewableOnSite]
      .compactMap(number)
    guard terms.count == 3 else { return nil }
    return Term(
      value: terms.map(\.value).reduce(0, +),
      certainty: terms.allSatisfy { $0.certainty == .measured } ? .measured : .estimated)
  }

  /// By both energies, or as it is stated; `nil` when neither is there as a fact.
  func pue(year: Int) -> PowerUsageEffectiveness? {
    if let ratio = ratio(.pue, factor: .standard), ratio.value >= 1 {
      let sources = Set([Indicator.totalEnergy, .itEnergy].compactMap { fact($0)?.source })
      let source = "E_DC / E_IT (\(sources.sorted().joined(separator: " ; ")))"
      return PowerUsageEffectiveness(
        ratio.value, .stated(certainty: ratio.certainty, year: year, source: source))
    }
    return fact(.pue).flatMap { fact in
      fact.number.map {
        PowerUsageEffectiveness(
          $0, .stated(certainty: fact.certainty, year: year, source: fact.source))
      }
    }
  }
}
