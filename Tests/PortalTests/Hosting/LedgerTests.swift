import Testing

@testable import Portal

/// The sweep against a model that counts day by day.
struct LedgerTests {
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

  static let today = Day("2026-11-21")!

  static func identifier<Subject>(_ number: Int) -> Identifier<Subject> {
    Identifier(at: Instant(milliseconds: Int64(number)), random: [UInt8](repeating: 0, count: 10))
  }

  /// A reservation, as the ledger adds it up.
  struct Entry {
    let pool: Pool.ID
    let organisation: Organisation.ID
    let useCase: UseCase.ID
    let holding: Holding
  }

  /// The ledger that the store would read for a question, from the entries themselves.
  static func ledger(
    for question: Ledger.Question, _ entries: [Entry], pools: [Pool],
    organisationQuota: LimitSchedule, useCaseQuota: LimitSchedule? = nil
  ) -> Ledger {
    func account(_ limits: LimitSchedule, _ belongs: (Entry) -> Bool) -> Ledger.Account {
      Ledger.Account(
        usage: Occupancy(of: entries.filter(belongs).map(\.holding)), limits: limits)
    }
    return Ledger(
      organisation: account(organisationQuota) { $0.organisation == question.organisation },
      useCase: useCaseQuota.map {
        account($0) {
          $0.organisation == question.organisation && $0.useCase == question.useCase
        }
      },
      pools: pools.filter { $0.dataClass >= question.dataClass }.map { pool in
        (pool, account(pool.limits) { $0.pool == pool.id })
      })
  }

  struct World {
    let ledger: Ledger
    let entries: [Entry]
    let pools: [Pool]
    var question: Ledger.Question
    let quotas: QuotaTree

    init(_ dice: inout Dice, pools count: Int = 3) {
      func day(_ range: ClosedRange<Int>) -> Day {
        LedgerTests.today.adding(days: Int.random(in: range, using: &dice))
      }
      func period(longest: Int) -> Period {
        let start = day(-5...20)
        return Period(
          start: start, end: start.adding(days: Int.random(in: 1...longest, using: &dice)))!
      }
      func amounts(_ most: Int) -> Resources {
        Resources(
          vcpu: Int.random(in: 0...most, using: &dice),
          memoryGiB: Int.random(in: 0...most, using: &dice),
          storageGiB: Int.random(in: 0...most, using: &dice),
          gpu: Int.random(in: 0...1, using: &dice))
      }
      let organisations: [Organisation.ID] = [identifier(1), identifier(2)]
      let useCases: [UseCase.ID] = [identifier(3), identifier(4)]
      pools = (0..<count).map { number in
        Pool(
          id: identifier(10 + number), site: identifier(9), name: "\(number)",
          dataClass: DataClass.allCases.randomElement(using: &dice)!,
          inventory: Dictionary(
            uniqueKeysWithValues: ResourceClass.allCases.map {
              let total = Int.random(in: 0...40, using: &dice)
              return (
                $0,
                Inventory(
                  total: total, reserved: Int.random(in: 0...(total / 4), using: &dice),
                  allocationRatio: [1, 1.5, 4].randomElement(using: &dice)!,
                  minUnit: Int.random(in: 0...1, using: &dice),
                  maxUnit: Int.random(in: 6...20, using: &dice),
                  stepSize: [1, 1, 1, 2].randomElement(using: &dice)!)
              )
            }))
      }
      let pools = pools
      entries = (0..<Int.random(in: 0...12, using: &dice)).map { _ in
        Entry(
          pool: pools.randomElement(using: &dice)!.id,
          organisation: organisations.randomElement(using: &dice)!,
          useCase: useCases.randomElement(using: &dice)!,
          holding: Holding(
            period: period(longest: 15), amount: amounts(8),
            isUsed: Bool.random(using: &dice)))
      }
      quotas = QuotaTree(
        quotas: (0..<Int.random(in: 0...8, using: &dice)).map { number in
          let from = day(-10...15)
          return Quota(
            id: identifier(50 + number), organisation: organisations[0],
            useCase: Int.random(in: 0...2, using: &dice) == 0 ? useCases[0] : nil,
            resourceClass: ResourceClass.allCases.randomElement(using: &dice)!,
            amount: Int.random(in: 0...40, using: &dice), validFrom: from,
            validUntil: Bool.random(using: &dice)
              ? from.adding(days: Int.random(in: 1...20, using: &dice)) : nil,
            setBy: nil, setAt: Instant(milliseconds: Int64(number)))
        },
        defaults: (0..<Int.random(in: 4...9, using: &dice)).map { number in
          QuotaDefault(
            group: nil, size: nil,
            // One of each class since ever, the others from some day on.
            resourceClass: number < 4
              ? ResourceClass.allCases[number] : ResourceClass.allCases.randomElement(using: &dice)!,
            amount: Int.random(in: 5...40, using: &dice),
            validFrom: number < 4 ? .min : day(-10...15), setBy: nil,
            setAt: Instant(milliseconds: 0), isSample: true)
        })
      question = Ledger.Question(
        organisation: organisations[0], useCase: useCases[0], asked: amounts(10),
        period: period(longest: 12), dataClass: DataClass.allCases.randomElement(using: &dice)!)
      ledger = LedgerTests.ledger(
        for: question, entries, pools: pools, organisationQuota: quotas.organisation,
        useCaseQuota: quotas.schedule(of: useCases[0]))
    }

    // ── The same by counting ──

    private func held(on day: Day, _ belongs: (Entry) -> Bool) -> Resources {
      entries.filter { belongs($0) && $0.holding.period.contains(day) }
        .reduce(.zero) { $0 + $1.holding.amount }
    }

    private func quota(_ resourceClass: ResourceClass, _ useCase: UseCase.ID?, on day: Day) -> Int?
    {
      quotas.quotas.last {
        $0.useCase == useCase && $0.resourceClass == resourceClass && $0.holds(on: day)
      }?.amount
    }

    private func byDefault(_ resourceClass: ResourceClass, on day: Day) -> Int {
      quotas.defaults.last { $0.resourceClass == resourceClass && $0.holds(on: day) }?.amount ?? 0
    }

    func fits(_ pool: Pool, on day: Day) -> Bool {
      let ofOrganisation = held(on: day) { $0.organisation == question.organisation }
      let ofUseCase = held(on: day) {
        $0.organisation == question.organisation && $0.useCase == question.useCase
      }
      let ofPool = held(on: day) { $0.pool == pool.id }
      return pool.dataClass >= question.dataClass
        && ResourceClass.allCases.allSatisfy { resourceClass in
          let asked = question.asked[resourceClass]
          guard asked > 0 else { return true }
          let inventory = pool.inventory[resourceClass]!
          return ofOrganisation[resourceClass] + asked
            <= quota(resourceClass, nil, on: day) ?? byDefault(resourceClass, on: day)
            && ofUseCase[resourceClass] + asked
              <= quota(resourceClass, question.useCase, on: day) ?? .max
            && ofPool[resourceClass] + asked <= inventory.capacity
            && asked >= inventory.minUnit && asked <= inventory.maxUnit
            && asked % inventory.stepSize == 0
        }
    }

    func fits(_ pool: Pool, from start: Day) -> Bool {
      (0..<question.period.days).allSatisfy { fits(pool, on: start.adding(days: $0)) }
    }
  }

  @Test func agreesWithCountingDayByDay() {
    var dice = Dice(state: 7)
    var fitting = 0
    for _ in 0..<1000 {
      let world = World(&dice)
      let start = world.question.period.start
      let fittingPools = world.pools.filter { world.fits($0, from: start) }.map(\.id)
      if let pool = world.ledger.pool(for: world.question) {
        fitting += 1
        #expect(fittingPools.contains(pool))
      } else {
        let shortage = world.ledger.shortage(of: world.question)
        #expect(fittingPools.isEmpty)
        #expect(!shortage.breaches.isEmpty || world.question.asked == .zero)
        let earliest = (0..<120).lazy.map { start.adding(days: $0) }.first { day in
          world.pools.contains { world.fits($0, from: day) }
        }
        #expect(shortage.earliestStart == earliest)
        for breach in shortage.breaches {
          #expect(breach.asked == world.question.asked[breach.resourceClass])
          #expect(breach.asked > 0)
          #expect(world.question.period.contains(breach.firstDay))
        }
      }
    }
    // Both answers have to come up, or nothing was tried.
    #expect((100...900).contains(fitting))
  }

  @Test func theLargestThatFitsIsFoundByTryingThemAll() {
    var dice = Dice(state: 11)
    var found = 0
    for _ in 0..<1000 {
      let world = World(&dice, pools: 1)
      guard world.ledger.pool(for: world.question) == nil else { continue }
      var expected = Resources.zero
      for resourceClass in ResourceClass.allCases {
        expected[resourceClass] =
          (1...max(world.question.asked[resourceClass], 1)).last { amount in
            guard amount <= world.question.asked[resourceClass] else { return false }
            var one = world
            one.question.asked = .zero
            one.question.asked[resourceClass] = amount
            return one.fits(one.pools[0], from: one.question.period.start)
          } ?? 0
      }
      let asked = world.question.asked
      let isUseful =
        expected != .zero && (expected.vcpu > 0 || asked.vcpu == 0)
        && (expected.memoryGiB > 0 || asked.memoryGiB == 0)
      #expect(world.ledger.shortage(of: world.question).largest == (isUseful ? expected : nil))
      found += isUseful ? 1 : 0
    }
    #expect(found > 100)
  }

  @Test func whatIsHeldAlreadyIsNotComparedUnlessItGrows() {
    let granted = Holding(
      period: question(.zero, days: -10..<20).period, amount: Resources(vcpu: 10, memoryGiB: 8),
      isUsed: true)
    func change(to asked: Resources, days: Range<Int>) -> Ledger.Question {
      var change = question(asked, days: days)
      change.granted = granted
      return change
    }
    // Over the quota of 8 since it was lowered: it may shrink and stay, not grow, nor go on for longer.
    #expect(answer(to: change(to: Resources(vcpu: 9, memoryGiB: 8), days: 0..<20)).pool != nil)
    #expect(answer(to: change(to: Resources(vcpu: 10, memoryGiB: 32), days: 0..<20)).pool != nil)
    let grown = answer(to: change(to: Resources(vcpu: 11, memoryGiB: 8), days: 0..<20)).shortage
    #expect(grown?.breaches.map(\.resourceClass) == [.vcpu])
    #expect(grown?.largest == Resources(vcpu: 10, memoryGiB: 8))
    let longer = answer(to: change(to: Resources(vcpu: 10, memoryGiB: 8), days: 0..<30)).shortage
    #expect(longer?.breaches.map(\.firstDay) == [Self.today.adding(days: 20)])
  }

  static let pool = Pool(
    id: identifier(1), site: identifier(2), name: "a", dataClass: .personal,
    inventory: [
      .vcpu: Inventory(total: 16), .memoryGiB: Inventory(total: 64),
      .storageGiB: Inventory(total: 500),
    ])

  func answer(
    to question: Ledger.Question, _ entries: [Entry] = [], pools: [Pool] = [Self.pool]
  ) -> Ledger.Answer {
    let ledger = Self.ledger(
      for: question, entries, pools: pools,
      organisationQuota: LimitSchedule(
        always: Resources(vcpu: 8, memoryGiB: 32, storageGiB: 200, gpu: 0)))
    return ledger.pool(for: question).map { .fits($0) } ?? .exceeds(ledger.shortage(of: question))
  }

  func question(_ asked: Resources, _ dataClass: DataClass = .internal, days: Range<Int> = 0..<30)
    -> Ledger.Question
  {
    Ledger.Question(
      organisation: Self.identifier(3), useCase: Self.identifier(4), asked: asked,
      period: Period(
        start: Self.today.adding(days: days.lowerBound),
        end: Self.today.adding(days: days.upperBound))!, dataClass: dataClass)
  }

  @Test func everyExceededDimensionIsToldAtItsWorstMoment() throws {
    let entries = [
      Entry(
        pool: Self.pool.id, organisation: Self.identifier(3), useCase: Self.identifier(4),
        holding: Holding(
          period: question(.zero, days: 10..<20).period, amount: Resources(vcpu: 3, memoryGiB: 8),
          isUsed: true)),
      Entry(
        pool: Self.pool.id, organisation: Self.identifier(3), useCase: Self.identifier(5),
        holding: Holding(
          period: question(.zero, days: 15..<25).period, amount: Resources(vcpu: 2), isUsed: false)),
    ]
    let shortage = try #require(
      answer(to: question(Resources(vcpu: 6, memoryGiB: 10, gpu: 1)), entries).shortage)
    #expect(
      shortage.breaches == [
        Breach(
          limitKind: .organisationQuota, resourceClass: .vcpu, limit: 8, used: 3, reserved: 2,
          asked: 6, firstDay: Self.today.adding(days: 10)),
        Breach(
          limitKind: .organisationQuota, resourceClass: .gpu, limit: 0, used: 0, reserved: 0,
          asked: 1, firstDay: Self.today),
        Breach(
          limitKind: .capacity, resourceClass: .gpu, limit: 0, used: 0, reserved: 0, asked: 1,
          firstDay: Self.today),
      ])
    #expect(shortage.breaches[0].missing == 3)
    #expect(shortage.earliestStart == nil)
  }

  @Test func whatIsNotAskedForIsNeverInTheWay() {
    let overfull = Entry(
      pool: Self.pool.id, organisation: Self.identifier(3), useCase: Self.identifier(4),
      holding: Holding(
        period: question(.zero).period, amount: Resources(storageGiB: 9999), isUsed: true))
    #expect(answer(to: question(Resources(vcpu: 1)), [overfull]).pool == Self.pool.id)
  }

  @Test func theLowestSufficientPoolIsTakenThenTheRoomiest() {
    func pool(_ number: Int, _ dataClass: DataClass, _ vcpu: Int) -> Pool {
      Pool(
        id: Self.identifier(number), site: Self.identifier(2), name: "\(number)",
        dataClass: dataClass, inventory: [.vcpu: Inventory(total: vcpu)])
    }
    let pools = [
      pool(1, .sensitive, 64), pool(2, .internal, 16), pool(3, .internal, 32), pool(4, .public, 64),
    ]
    let asked = Resources(vcpu: 4)
    #expect(answer(to: question(asked), pools: pools).pool == Self.identifier(3))
    #expect(answer(to: question(asked, .public), pools: pools).pool == Self.identifier(4))
    #expect(answer(to: question(asked, .personal), pools: pools).pool == Self.identifier(1))
    let none = answer(to: question(asked), pools: [pool(4, .public, 64)])
    #expect(none.shortage?.breaches.map(\.limitKind) == [.capacity])
    #expect(none.shortage?.breaches.first?.limit == 0)
  }

  @Test func waitingUntilSomethingEndsIsOffered() {
    let entry = Entry(
      pool: Self.pool.id, organisation: Self.identifier(3), useCase: Self.identifier(4),
      holding: Holding(
        period: question(.zero, days: 0..<12).period, amount: Resources(vcpu: 5), isUsed: true))
    let shortage = answer(to: question(Resources(vcpu: 4)), [entry]).shortage
    #expect(shortage?.earliestStart == Self.today.adding(days: 12))
  }
}
