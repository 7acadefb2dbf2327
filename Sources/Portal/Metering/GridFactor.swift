/// What a kilowatt-hour of electricity emits: a value that means nothing without its year, perimeter and source.
public struct GridFactor: Hashable, Sendable {
  /// gCO₂e per kWh.
  public let gramsPerKWh: FixedPoint
  /// The year that the value describes.
  public let year: Int
  /// What is counted: production or consumption, direct or over the life cycle.
  public let perimeter: Text
  public let source: String
  /// From when on it is used: the first of a month.
  public let validFrom: Day

  public init(
    gramsPerKWh: FixedPoint, year: Int, perimeter: Text, source: String,
    validFrom: Day = Day(daysSince1970: 0)
  ) {
    self.gramsPerKWh = gramsPerKWh
    self.year = year
    self.perimeter = perimeter
    self.source = source
    self.validFrom = validFrom
  }

  private static let production = Text(
    "France, production, émissions directes", "France, production, direct emissions")
  private static let lifeCycle = Text(
    "France, mix moyen de consommation, cycle de vie",
    "France, average consumption mix, life cycle")

  /// Published values for French electricity, a factor of two to five apart. The first is used until the operator has
  /// chosen: it counts the whole life cycle, so that nothing looks better than it is.
  public static let published = [
    standard,
    GridFactor(
      gramsPerKWh: 21.7, year: 2024, perimeter: production, source: "RTE, bilan électrique 2024"),
    GridFactor(
      gramsPerKWh: 32, year: 2023, perimeter: production, source: "RTE, bilan électrique 2023"),
    GridFactor(
      gramsPerKWh: 98, year: 2019, perimeter: Text("France", "France"),
      source: "Boavizta, ancienne valeur par défaut"),
  ]

  public static let standard = GridFactor(
    gramsPerKWh: 46.1, year: 2025, perimeter: lifeCycle,
    source: "ADEME, Base Empreinte, « Electricité/2025 – mix moyen/consommation »")
}
