/// One thing that a site states of a calendar year, with how it is known and from where.
public struct SiteStatement: Hashable, Sendable {
  public var year: Int
  public var indicator: Indicator
  /// A decimal number in the indicator's unit, or words.
  public var value: String
  public var certainty: Certainty
  /// Which meter, calculation or document; at most 300 characters.
  public var source: String
  /// The day of the measurement, the estimate or the plan.
  public var asOf: Day
  public internal(set) var setAt: Instant?

  public init(
    year: Int, indicator: Indicator, value: String, certainty: Certainty, source: String, asOf: Day
  ) {
    self.year = year
    self.indicator = indicator
    self.value = value
    self.certainty = certainty
    self.source = source
    self.asOf = asOf
  }

  public static let years = 2000...2100

  /// The value as a number; `nil` for words.
  public var number: FixedPoint? { FixedPoint(value) }

  /// The statement tidied; throws everything that is wrong with it.
  func checked(on today: Day) throws -> SiteStatement {
    var (complaints, statement) = (Complaints(), self)
    complaints.expect(
      Self.years.contains(year), "year",
      Text("Une année de 2000 à 2100.", "A year from 2000 to 2100."))
    statement.value =
      complaints.take { () throws(Complaint) in try indicator.read(value) } ?? ""
    statement.source = complaints.read(source, as: .source)
    complaints.expect(
      asOf <= today, "asOf", Text("Cette date est à venir.", "This date is still to come."))
    complaints.expect(
      !certainty.isFact || year <= today.parts.year, "certainty",
      Text(
        "Une année à venir ne peut avoir que des objectifs.",
        "A year to come can only have objectives."))
    complaints.expect(
      !certainty.isFact || indicator != .coolingPlan, "certainty",
      Text(
        "Un projet est un objectif, avec sa date et sa source.",
        "A plan is an objective, with its date and source."))
    try complaints.throwIfAny()
    return statement
  }
}
