import Portal
import SQLite
import Synchronization
import TestSupport

/// 64 clients ask at once for the last units over overlapping periods, give some back and ask again. Whoever loses has to
/// be told why, and nothing may be oversold at any moment.
struct Race {
  let attempts: Int
  private let clients = 64
  private let capacity = Resources(vcpu: 60, memoryGiB: 40, storageGiB: 500)

  func run() async throws -> Bool {
    let stage = try await Stage(
      capacity: capacity, quota: Resources(vcpu: 1000, memoryGiB: 1000, storageGiB: 10_000))
    let isOver = Atomic(false)
    let looks = Task { try await Self.watch(stage, within: capacity, until: { isOver.load(ordering: .acquiring) }) }
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for client in 0..<clients {
        group.addTask { try await ask(stage, as: client, times: attempts / clients) }
      }
      return try await group.reduce(into: Outcome()) { $0.add($1) }
    }
    isOver.store(true, ordering: .releasing)
    let (moments, worst) = try await looks.value
    let last = try Self.mostHeld(stage)
    print(
      """
      \(outcomes.won) won, \(outcomes.lost) were refused, \(outcomes.untold) of them without every reason; \
      \(moments) moments looked at, at most \(worst.vcpu) of \(capacity.vcpu) vCPU and \(worst.memoryGiB) of \
      \(capacity.memoryGiB) GiB held, \(last.vcpu) and \(last.memoryGiB) at the end.
      """)
    let checks = [
      outcomes.untold == 0, outcomes.won > 0, outcomes.lost > 0, moments > 0,
      worst.isWithin(capacity), last.isWithin(capacity),
      // The last units went: what is left could not have served the smallest request everywhere.
      worst.vcpu > capacity.vcpu / 2,
    ]
    print("\(checks.filter(\.self).count) passed, \(checks.filter { !$0 }.count) failed")
    return !checks.contains(false)
  }

  private struct Outcome {
    var won = 0
    var lost = 0
    var untold = 0

    mutating func add(_ other: Outcome) {
      won += other.won
      lost += other.lost
      untold += other.untold
    }
  }

  private func ask(_ stage: Stage, as client: Int, times: Int) async throws -> Outcome {
    var dice = Dice(state: UInt64(client))
    var outcome = Outcome()
    var held: [HostingRequest] = []
    let lead = stage.cast.townLead
    for _ in 0..<times {
      if held.count > 1, Bool.random(using: &dice) {
        let given = held.removeFirst()
        _ = try await stage.portal.withdrawHostingRequest(
          given.id, version: given.version, as: lead)
      }
      let start = Int.random(in: 0..<60, using: &dice)
      let wanted = Resources(
        vcpu: Int.random(in: 1...8, using: &dice), memoryGiB: Int.random(in: 1...8, using: &dice))
      let draft = stage.draft(
        wanted, days: start..<(start + Int.random(in: 1...40, using: &dice)), from: stage.today)
      let request = try await stage.portal.draftHostingRequest(draft, as: lead)
      do {
        held.append(
          try await stage.portal.submitHostingRequest(request.id, version: 1, as: lead))
        outcome.won += 1
      } catch PortalError.refused(let refusal) {
        outcome.lost += 1
        let isTold = !refusal.breaches.isEmpty && refusal.breaches.allSatisfy { $0.missing > 0 }
        // Somebody may always come when everybody has gone.
        if !isTold || refusal.shortage?.earliestStart == nil { outcome.untold += 1 }
      }
    }
    return outcome
  }

  /// Looks at one consistent moment after the other; how many there were, and the most that was held on any day of any.
  private static func watch(
    _ stage: Stage, within capacity: Resources, until isOver: @Sendable () -> Bool
  ) async throws -> (moments: Int, worst: Resources) {
    var worst = Resources.zero
    var moments = 0
    while !isOver() {
      worst = worst.largest(with: try mostHeld(stage))
      moments += 1
      try await Task.sleep(for: .milliseconds(5))
    }
    return (moments, worst)
  }

  /// By counting the reservations day by day, and not by what the ledger adds up.
  private static func mostHeld(_ stage: Stage) throws -> Resources {
    let live = try stage.portal.database.read { connection in
      try connection.rows(
        "SELECT vcpu, memoryGiB, startDay, endDay FROM reservation WHERE state <> 'released'"
      ) { row in
        (Resources(vcpu: try row(0), memoryGiB: try row(1)), try row(2) as Day, try row(3) as Day)
      }
    }
    var worst = Resources.zero
    for offset in 0..<101 {
      let day = stage.today.adding(days: offset)
      worst = worst.largest(
        with: live.reduce(.zero) { $1.1 <= day && day < $1.2 ? $0 + $1.0 : $0 })
    }
    return worst
  }
}

extension Resources {
  fileprivate func largest(with other: Resources) -> Resources {
    Resources(vcpu: max(vcpu, other.vcpu), memoryGiB: max(memoryGiB, other.memoryGiB))
  }

  fileprivate func isWithin(_ other: Resources) -> Bool {
    vcpu <= other.vcpu && memoryGiB <= other.memoryGiB
  }
}
