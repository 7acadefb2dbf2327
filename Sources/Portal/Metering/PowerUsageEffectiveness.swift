/// What a site draws in all for each kilowatt-hour of its computers: E_DC / E_IT (EN 50600-4-2, ISO/IEC 30134-2).
public struct PowerUsageEffectiveness: Hashable, Sendable {
  /// At least 1.
  public let value: FixedPoint
  public let origin: Origin

  public enum Origin: Hashable, Sendable {
    /// Stated for the site, for a calendar year.
    case stated(certainty: Certainty, year: Int, source: String)
    /// Nobody has said anything about the site.
    case assumed
    /// Somebody's « what if ».
    case scenario
  }

  public init(_ value: FixedPoint, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// For a site that has not said: Cloud Carbon Footprint's default for machines of one's own, above the French average.
  public static let assumed = PowerUsageEffectiveness(1.58, .assumed)

  public var isHypothesis: Bool {
    switch origin {
    case .stated: false
    case .assumed, .scenario: true
    }
  }

  /// Where the value is from, in a few words.
  public var basis: Text {
    switch origin {
    case .stated(let certainty, let year, let source):
      Text(
        "\(certainty.label.french) pour \(year), \(source)",
        "\(certainty.label.english) for \(year), \(source)")
    case .assumed:
      Text(
        "hypothèse : valeur par défaut de Cloud Carbon Footprint (2024), le site n’a rien déclaré",
        "assumption: default of Cloud Carbon Footprint (2024), the site has stated nothing")
    case .scenario:
      Text("hypothèse d’un scénario", "hypothesis of a scenario")
    }
  }
}
