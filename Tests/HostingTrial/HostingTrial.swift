import Glibc
import Portal
import TestSupport

/// Tries hosting beyond what a test does: `HostingTrial race ATTEMPTS`, `HostingTrial model OPERATIONS [SEED]`,
/// `HostingTrial measure`. The first two end with `N passed, N failed`.
@main struct HostingTrial {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let number = arguments.dropFirst().first.flatMap { Int($0) }
    switch (arguments.first, number) {
    case ("race", let attempts?): exit(try await Race(attempts: attempts).run() ? 0 : 1)
    case ("model", let operations?):
      let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
      exit(try await ModelTrial(operations: operations, seed: seed).run() ? 0 : 1)
    case ("measure", nil): try await LedgerMeasure().run()
    default:
      print("usage: HostingTrial race ATTEMPTS | model OPERATIONS [SEED] | measure")
      exit(2)
    }
  }
}

/// Pseudo-random numbers that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// A portal with one site of one pool and one published use case.
struct Stage {
  let test: TestPortal
  let site: Site
  let pool: Pool
  let useCase: UseCase.ID

  var portal: Portal { test.portal }
  var cast: Cast { test.cast }
  var today: Day { test.clock.now().day }

  init(capacity: Resources, quota: Resources, settings: (inout Settings) -> Void = { _ in })
    async throws
  {
    test = try await TestPortal(settings: settings)
    try await test.setDefaultQuota(quota)
    let inventory = ResourceClass.allCases.map { ($0, Inventory(total: capacity[$0])) }
    site = try await test.portal.addSite(
      SiteDraft(
        slug: "exemple", name: "Site d’exemple", isSample: true,
        pools: [
          SiteDraft.PoolDraft(
            name: "zone", dataClass: .internal,
            inventory: Dictionary(uniqueKeysWithValues: inventory))
        ]), as: test.cast.administrator)
    pool = try test.portal.site(site.slug, as: test.cast.administrator).pools[0].pool
    useCase = try await test.useCase(in: .published).id
  }

  func draft(_ wanted: Resources, days: Range<Int>, from today: Day) -> HostingRequestDraft {
    HostingRequestDraft(
      useCase: useCase, title: "Essai", wanted: wanted,
      start: today.adding(days: days.lowerBound), end: today.adding(days: days.upperBound),
      dataClass: .internal, aipdState: .notRequired, justification: "Pour éprouver le registre.")
  }
}
