import SQLite

extension Portal {
  /// The consumption of the deployments that the actor may view. Throws `invalid` for months in the wrong order, too many
  /// of them, or too many deployments.
  public func consumption(
    _ filter: ConsumptionFilter, as actor: Actor
  ) throws -> ConsumptionStatement {
    try read(as: actor) { try $0.consumption(filter) }
  }

  /// When a deployment ran without being metered: the last stretches of that kind, latest first, and how long in all.
  public func meteringGaps(
    of id: Deployment.ID, as actor: Actor
  ) throws -> (spans: [Span], seconds: Int64) {
    try read(as: actor) { reading in
      let deployment = try reading.visibleDeployment(id)
      // The samples of an hour come after it: those of the last two may still be on their way.
      let end = reading.now.adding(seconds: -7200)
      guard let life = Span(start: deployment.createdAt, end: end) else { return ([], 0) }
      let gaps = try reading.usage.unmetered(id, within: life)
        .intersection(reading.usage.running(id, until: deployment.observed.at))
      return (Array(gaps.reversed().prefix(50)), gaps.map(\.seconds).reduce(0, +))
    }
  }
}

extension Transaction {
  func consumption(_ filter: ConsumptionFilter) throws -> ConsumptionStatement {
    guard filter.from <= filter.to,
      filter.to < filter.from.adding(months: ConsumptionFilter.mostMonths)
    else {
      throw PortalError.invalid(
        "to",
        Text(
          "De 1 à \(ConsumptionFilter.mostMonths) mois, dans l’ordre.",
          "From 1 to \(ConsumptionFilter.mostMonths) months, in order."))
    }
    let (mostDeployments, end) = (500, filter.to.next.start)
    let condition = try gate.sight(.viewDeployment, of: Deployment.self).condition
    let deployments = try consumption.deployments(
      where: condition + filter.condition, before: end, limit: mostDeployments + 1)
    guard deployments.count <= mostDeployments else {
      throw PortalError.invalid(
        "organisation",
        Text(
          "Plus de \(mostDeployments) déploiements : choisissez un organisme.",
          "More than \(mostDeployments) deployments: choose a body."))
    }
    let terms = try energyTerms.terms()
    let all = try deployments.flatMap { try lines(of: $0, filter, terms) }
    return ConsumptionStatement(
      filter: filter,
      lines: all.sorted {
        ($0.month, $0.deployment.id.text) < ($1.month, $1.deployment.id.text)
      })
  }

  /// The months in which it ran or was metered.
  private func lines(
    of deployment: MeteredDeployment, _ filter: ConsumptionFilter, _ terms: EnergyTerms
  ) throws -> [ConsumptionLine] {
    let running = try usage.running(deployment.id, until: deployment.lastWord)
    var (lines, month) = ([ConsumptionLine](), filter.from)
    let sums = try consumption.sums(of: deployment.id, from: filter.from, to: filter.to)
    while month <= filter.to {
      let span = [Span(start: month.start.start, end: month.next.start.start)].compactMap(\.self)
      let line = ConsumptionLine(
        deployment: deployment, month: month,
        runningSeconds: running.intersection(span).map(\.seconds).reduce(0, +),
        parts: sums.filter { $0.month == month }.sorted { $0.tier < $1.tier }.map {
          part($0, of: deployment, terms)
        })
      if line.runningSeconds > 0 || !line.parts.isEmpty { lines.append(line) }
      month = month.next
    }
    return lines
  }

  private func part(
    _ sum: ConsumptionStore.Sum, of deployment: MeteredDeployment, _ terms: EnergyTerms
  ) -> ConsumptionPart {
    ConsumptionPart(
      sum: sum.usage, source: sum.source,
      figure: terms.model(of: deployment.site.id, in: sum.month)
        .figure(of: sum.usage, tier: sum.tier),
      cost: terms.tariff(in: sum.month)?.cost(of: sum.usage.held))
  }
}

extension ConsumptionFilter {
  fileprivate var condition: SQL {
    var condition: SQL = ""
    if let deployment { condition += " AND deployment.id = \(deployment)" }
    if let organisation { condition += " AND deployment.organisation = \(organisation)" }
    if let useCase { condition += " AND hostingRequest.useCase = \(useCase)" }
    return condition
  }
}
