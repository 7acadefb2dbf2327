import SQLite

/// The SQL that adds samples up.
struct ConsumptionStore {
  let connection: Connection

  /// The deployments that a filter lets through and that there were before the end, newest first.
  func deployments(
    where condition: SQL, before end: Day, limit: Int
  ) throws -> [MeteredDeployment] {
    try connection.rows(
      """
      SELECT deployment.id, deployment.title, organisation.id, organisation.name, named.id, named.title, site.id,
             site.name, site.isSample, deployment.observedAt
      FROM deployment
        JOIN organisation ON organisation.id = deployment.organisation
        JOIN hostingRequest ON hostingRequest.id = deployment.request
        JOIN (SELECT useCase.id AS id, title FROM \(HostingRequestStore.titledUseCase)) AS named
          ON named.id = hostingRequest.useCase
        JOIN site ON site.id = deployment.site
      WHERE deployment.startDay < \(end) AND (\(condition)) ORDER BY deployment.id DESC LIMIT \(limit)
      """
    ) { row in
      MeteredDeployment(
        id: try row(0), title: try row(1), organisation: (try row(2), try row(3)),
        useCase: (try row(4), try row(5)), site: (try row(6), try row(7)), isSample: try row(8),
        lastWord: try row(9))
    }
  }

  /// What a deployment's samples of one month and tier add up to.
  struct Sum {
    let month: Month
    let tier: Tier
    let usage: UsageSum
    let sources: [String]
  }

  /// By month and tier. Samples stay within a day, so that each is in one month.
  func sums(of deployment: Deployment.ID, within span: Span) throws -> [Sum] {
    try connection.rows(
      """
      SELECT strftime('%Y-%m', startsAt / 1000, 'unixepoch') AS month, tier,
             sum(endsAt - startsAt) / 1000, sum(vcpu * (endsAt - startsAt)) / 1000,
             sum(memoryGiB * (endsAt - startsAt)) / 1000, sum(storageGiB * (endsAt - startsAt)) / 1000,
             sum(gpu * (endsAt - startsAt)) / 1000,
             sum(cpuSeconds), sum(memoryGiBHours), sum(storageGiBHours), sum(gpuSeconds), sum(joules), sum(idleJoules),
             group_concat(DISTINCT source)
      FROM usageSample
      WHERE deployment = \(deployment) AND startsAt >= \(span.start) AND startsAt < \(span.end)
      GROUP BY month, tier ORDER BY month, tier
      """
    ) { row in
      Sum(
        month: try row(0), tier: try row(1),
        usage: UsageSum(
          seconds: try row(2), usage: try Usage(row, from: 7), held: try Resources(row, from: 3)),
        sources: (try row(13) as String).split(separator: ",").map(String.init))
    }
  }
}

extension Transaction {
  var consumption: ConsumptionStore { ConsumptionStore(connection: connection) }
}
