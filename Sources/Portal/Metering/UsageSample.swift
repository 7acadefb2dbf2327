/// What a site's agent metered of one deployment over [start, end). Once taken it never changes.
public struct UsageSample: Hashable, Sendable {
  public var deployment: Deployment.ID
  public var start: Instant
  public var end: Instant
  public var tier: Tier
  /// What metered it, such as `kepler`; at most 80 characters.
  public var source: String
  public var usage: Usage

  public init(
    deployment: Deployment.ID, start: Instant, end: Instant, tier: Tier, source: String,
    usage: Usage
  ) {
    self.deployment = deployment
    self.start = start
    self.end = end
    self.tier = tier
    self.source = source
    self.usage = usage
  }

  /// The most samples that are taken at once.
  public static let mostAtOnce = 500

  /// Everything that is wrong with the sample itself, under `field`.
  func complaints(at field: String, now: Instant) -> [Complaint] {
    var complaints = Complaints()
    guard let span = Span(start: start, end: end) else {
      let text = Text("La fin doit venir après le début.", "The end has to come after the start.")
      return [Complaint("\(field)/end", text)]
    }
    complaints.expect(
      end <= now, "\(field)/end",
      Text("Un usage futur ne peut pas être mesuré.", "Future use cannot have been metered."))
    complaints.expect(
      start.day == Instant(milliseconds: end.milliseconds - 1).day, "\(field)/end",
      Text(
        "Un échantillon tient dans un seul jour (UTC).", "A sample stays within one day (UTC)."))
    for (name, amount, most) in amounts {
      // No machine does more in a second: such a number is a fault of the meter.
      complaints.expect(
        amount >= .zero && amount.double <= most * Double(span.seconds), "\(field)/\(name)",
        Text(
          "Cette valeur n’est pas possible sur cette durée.",
          "This value is not possible over this time."))
    }
    complaints.expect(
      (usage.joules != nil) == tier.isMeasured, "\(field)/joules",
      Text(
        "Une énergie mesurée va avec les niveaux A et B, et avec eux seuls.",
        "Measured energy goes with tiers A and B, and with these only."))
    complaints.expect(
      usage.idleJoules == nil || tier == .measuredHost, "\(field)/idleJoules",
      Text(
        "La part au repos va avec le niveau B seulement.",
        "The idle part goes with tier B only."))
    return complaints.all
  }

  /// Each amount by its name, with the most that there can be of it in a second.
  private var amounts: [(name: String, amount: FixedPoint, most: Double)] {
    [
      ("cpuSeconds", usage.cpuSeconds, 100_000),
      ("memoryGiBHours", usage.memoryGiBHours, 100),
      ("storageGiBHours", usage.storageGiBHours, 10_000),
      ("gpuSeconds", usage.gpuSeconds, 10_000),
      ("joules", usage.joules ?? .zero, 1_000_000),
      ("idleJoules", usage.idleJoules ?? .zero, 1_000_000),
    ]
  }
}
