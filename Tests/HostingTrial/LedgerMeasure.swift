import Glibc
import Portal
import SQLite
import TestSupport

/// How long a check with its reservation takes, and the search for the earliest start, with 1,000 to 100,000 live
/// reservations in one pool, each beside the smallest ledger. Judges nothing.
struct LedgerMeasure {
  private let samples = 300

  func run() async throws {
    print(
      """
      | live reservations | check and reserve, ms p50 | p99 | to the smallest | refusal with earliest start and largest, ms p50 | p99 | to the smallest |
      |---:|---:|---:|---:|---:|---:|---:|
      """)
    var first: (reserve: Double, refuse: Double)?
    for count in [1000, 10_000, 100_000] {
      let (reserve, refuse) = try await times(with: count)
      first = first ?? (reserve.middle, refuse.middle)
      print(
        """
        | \(count) | \(reserve.middle.rounded2) | \(reserve.nearlyWorst.rounded2) \
        | \((reserve.middle / (first?.reserve ?? 1)).rounded2) | \(refuse.middle.rounded2) \
        | \(refuse.nearlyWorst.rounded2) | \((refuse.middle / (first?.refuse ?? 1)).rounded2) |
        """)
    }
  }

  private func times(with count: Int) async throws -> (reserve: [Double], refuse: [Double]) {
    // Every reservation is of one unit; on the busiest day all but a few units are taken.
    let stage = try await Stage(
      capacity: Resources(vcpu: count, memoryGiB: count),
      quota: Resources(vcpu: 1_000_000, memoryGiB: 1_000_000))
    try await fill(stage, count)
    let lead = stage.cast.agglomerationLead
    var reserve: [Double] = []
    var refuse: [Double] = []
    for sample in 0..<samples {
      let small = try await stage.portal.draftHostingRequest(
        stage.draft(
          Resources(vcpu: 1, memoryGiB: 1), days: (sample % 700)..<(sample % 700 + 90),
          from: stage.today), as: lead)
      reserve.append(
        try await time {
          _ = try await stage.portal.submitHostingRequest(small.id, version: 1, as: lead)
        })
      let large = try await stage.portal.draftHostingRequest(
        stage.draft(
          Resources(vcpu: count * 9 / 10, memoryGiB: 1), days: 300..<390, from: stage.today),
        as: lead)
      refuse.append(
        try await time {
          do {
            _ = try await stage.portal.submitHostingRequest(large.id, version: 1, as: lead)
          } catch is PortalError {}
        })
    }
    return (reserve, refuse)
  }

  private func fill(_ stage: Stage, _ count: Int) async throws {
    let (town, person) = (stage.cast.town, stage.cast.townLead.person)
    let (useCase, pool, today) = (stage.useCase, stage.pool.id, stage.today)
    try await stage.portal.database.write { connection in
      var dice = Dice(state: 5)
      for number in 0..<count {
        let start = Int.random(in: 0..<1000, using: &dice)
        let from = today.adding(days: start)
        let to = from.adding(days: Int.random(in: 30...365, using: &dice))
        let id = "00000000-0000-7000-9000-\(String(1_000_000_000_000 + number).suffix(12))"
        try connection.run(
          """
          INSERT INTO hostingRequest (id, organisation, useCase, title, state, stateAt, vcpu, memoryGiB, storageGiB, gpu,
                                      startDay, endDay, dataClass, aipdState, requester, createdAt, submittedAt)
          VALUES (\(id), \(town), \(useCase), 'Essai', 'submitted', 0, 1, 1, 0, 0, \(from), \(to), 'internal',
                  'notRequired', \(person), 0, 0)
          """)
        try connection.run(
          """
          INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, startDay,
                                   endDay, state, createdAt)
          VALUES (\(id), \(id), \(pool), \(town), \(useCase), 1, 1, 0, 0, \(from), \(to), 'held', 0)
          """)
      }
    }
  }

  /// Milliseconds.
  private func time(_ deed: () async throws -> Void) async throws -> Double {
    let start = ContinuousClock.now
    try await deed()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1000 + Double(attoseconds) / 1e15
  }
}

extension [Double] {
  fileprivate var middle: Double { sorted()[count / 2] }
  fileprivate var nearlyWorst: Double { sorted()[count * 99 / 100] }
}

extension Double {
  fileprivate var rounded2: Double { (self * 100).rounded() / 100 }
}
