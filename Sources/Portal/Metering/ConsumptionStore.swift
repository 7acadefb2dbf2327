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

  /// What a deployment's samples of one month, tier and source add up to.
  struct Sum {
    let month: Month
    let tier: Tier
    let source: String
    let usage: UsageSum
  }

  func sums(of deployment: Deployment.ID, from: Month, to: Month) throws -> [Sum] {
    try connection.rows(
      """
      SELECT month, tier, source, seconds, vcpu, memoryGiB, storageGiB, gpu, cpuSeconds, memoryGiBHours,
             storageGiBHours, gpuSeconds, joules, idleJoules
      FROM usageMonth WHERE deployment = \(deployment) AND month BETWEEN \(from) AND \(to)
      ORDER BY month, tier, source
      """
    ) { row in
      Sum(
        month: try row(0), tier: try row(1), source: try row(2),
        usage: UsageSum(
          seconds: try row(3), usage: try Usage(row, from: 8), held: try Resources(row, from: 4)))
    }
  }
}

extension Transaction {
  var consumption: ConsumptionStore { ConsumptionStore(connection: connection) }
}
