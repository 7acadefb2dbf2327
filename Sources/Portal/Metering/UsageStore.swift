import SQLite

/// All SQL of usage samples.
struct UsageStore {
  let connection: Connection

  /// Whatever overlaps [start, end), in order: at most two are of interest.
  func samples(of deployment: Deployment.ID, overlapping span: Span) throws -> [UsageSample] {
    try connection.rows(
      """
      SELECT deployment, startsAt, endsAt, tier, source, cpuSeconds, memoryGiBHours, storageGiBHours, gpuSeconds,
             joules, idleJoules
      FROM usageSample WHERE deployment = \(deployment) AND startsAt < \(span.end) AND endsAt > \(span.start)
      ORDER BY startsAt LIMIT 2
      """
    ) { row in
      UsageSample(
        deployment: try row(0), start: try row(1), end: try row(2), tier: try row(3),
        source: try row(4), usage: try Usage(row, from: 5))
    }
  }

  /// With what the deployment was granted when it was metered.
  func insert(
    _ sample: UsageSample, holding held: Resources, by agent: Agent.ID, of site: Site,
    _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    let usage = sample.usage
    try connection.run(
      """
      INSERT INTO usageSample (deployment, startsAt, endsAt, tier, source, cpuSeconds, memoryGiBHours, storageGiBHours,
                               gpuSeconds, joules, idleJoules, vcpu, memoryGiB, storageGiB, gpu, agent, receivedAt)
      VALUES (\(sample.deployment), \(sample.start), \(sample.end), \(sample.tier), \(sample.source),
              \(usage.cpuSeconds), \(usage.memoryGiBHours), \(usage.storageGiBHours), \(usage.gpuSeconds),
              \(usage.joules), \(usage.idleJoules), \(held.vcpu), \(held.memoryGiB), \(held.storageGiB), \(held.gpu),
              \(agent), \(permit.at))
      """)
  }

  // ── What is missing ──

  /// The stretches of a span without samples, in order.
  func unmetered(_ deployment: Deployment.ID, within span: Span) throws -> [Span] {
    var (missing, covered) = ([Span](), span.start)
    // Where one sample begins as the last one ends there is nothing to tell: only the other places are fetched.
    try connection.forEach(
      """
      SELECT before, startsAt, endsAt FROM (
        SELECT startsAt, endsAt, lag(endsAt) OVER (ORDER BY startsAt) AS before,
               lead(startsAt) OVER (ORDER BY startsAt) AS after
        FROM usageSample
        WHERE deployment = \(deployment) AND startsAt < \(span.end)
          AND startsAt >= \(span.start.adding(days: -1)) AND endsAt > \(span.start)
      ) WHERE before IS NOT startsAt OR after IS NOT endsAt ORDER BY startsAt
      """
    ) { row in
      if let gap = Span(start: covered, end: try row(1)) {
        let isContinued: Instant? = try row(0)
        if isContinued != gap.end { missing.append(gap) }
      }
      covered = try row(2)
    }
    if let rest = Span(start: covered, end: span.end) { missing.append(rest) }
    return missing
  }

  /// When the site saw a deployment running, in order; what it saw last holds until its last word.
  func running(_ deployment: Deployment.ID, until lastWord: Instant?) throws -> [Span] {
    var (spans, since) = ([Span](), Instant?.none)
    func close(at end: Instant) {
      if let start = since, let span = Span(start: start, end: end) { spans.append(span) }
      since = nil
    }
    try connection.forEach(
      "SELECT phase, at FROM observation WHERE deployment = \(deployment) ORDER BY id"
    ) { row in
      let phase: Deployment.Phase = try row(0)
      let at: Instant = try row(1)
      if phase != .running { close(at: at) } else if since == nil { since = at }
    }
    if let lastWord { close(at: lastWord) }
    return spans
  }
}

extension Usage {
  /// From six columns in the order of the table: cpuSeconds, memoryGiBHours, storageGiBHours, gpuSeconds, joules,
  /// idleJoules.
  init(_ row: Row, from column: Int) throws {
    self.init(
      cpuSeconds: try row(column), memoryGiBHours: try row(column + 1),
      storageGiBHours: try row(column + 2), gpuSeconds: try row(column + 3),
      joules: try row(column + 4), idleJoules: try row(column + 5))
  }
}

extension Transaction {
  var usage: UsageStore { UsageStore(connection: connection) }
}
