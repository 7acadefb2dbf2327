import Cedar
import Foundation
import SQLite
import Testing

/// Holds filters against the engine, document by document, and residuals against the whole answer:
/// random data in a real database, random policies, principals, actions and contexts.
///
/// `FABRIQUE_SQL_QUERIES` says how many queries are asked, `FABRIQUE_SQL_SEED` from where the dice
/// start; both are printed.
@Suite struct ListFilterPropertyTests {
  private static let queries = number("FABRIQUE_SQL_QUERIES") ?? 20_000
  private static let seed = number("FABRIQUE_SQL_SEED") ?? Int.random(in: 0..<1_000_000)

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// The guarded half asks for what may be missing only behind `has`; each half on a core.
  @Test(arguments: [false, true])
  func aListShowsWhatIsAllowedOneByOne(isGuarded: Bool) throws {
    let seed = UInt64(Self.seed * 2 + (isGuarded ? 1 : 0))
    var trial = Trial(dice: Dice(seed: seed), isGuarded: isGuarded)
    while trial.queries < Self.queries / 2 { try trial.runWorld() }
    print("Filters from seed \(Self.seed), guarded \(isGuarded): \(trial.summary)")
    #expect(trial.differences.prefix(5) == [])
    // Lists that are all empty or all full would prove nothing.
    #expect(trial.mixed > trial.queries / 5)
    #expect(trial.decided > trial.queries / 20)
    #expect(trial.inexact > 0)
    #expect(trial.inexact < trial.queries / 5)
  }
}

/// Asks queries and counts what comes out.
private struct Trial {
  var dice: Dice
  let isGuarded: Bool
  private(set) var queries = 0
  /// How many selected some of the documents.
  private(set) var mixed = 0
  /// How many had no exact translation.
  private(set) var inexact = 0
  /// How many requests some policy failed on.
  private(set) var errors = 0
  /// How many requests with more unknown parts were decided all the same.
  private(set) var decided = 0
  private(set) var differences: [String] = []

  init(dice: Dice, isGuarded: Bool) {
    self.dice = dice
    self.isGuarded = isGuarded
  }

  var summary: String {
    """
    \(queries) queries, \(mixed) neither empty nor full, \(inexact) not exact; \
    of half as many requests \(errors) with errors, \(decided) decided in advance
    """

  }

  /// A database, and many policy sets over it.
  mutating func runWorld() throws {
    let directory = try Directory()
    let world = try World(&dice, in: directory)
    for _ in 0..<100 {
      var writer = PolicyWriter(dice: Dice(seed: dice.next()), isGuarded: isGuarded)
      let text = writer.policies()
      let policies = try PolicySet(parsing: text).indexed(by: world.schema.actionEntities)
      for _ in 0..<5 { try ask(policies, text, world) }
    }
  }

  private mutating func ask(_ policies: PolicySet, _ text: String, _ world: World) throws {
    let request = randomRequest()
    let partial = policies.authorize(
      request.partial, entities: try knownEntities(request, world))
    let requests = world.documents.map { request.completed(with: $0) }
    let responses = requests.map { policies.authorize($0, entities: world.entities) }
    if responses.contains(where: { !$0.errors.isEmpty }) { errors += 1 }
    checkResiduals(policies, text, request, world)
    for rule in [ListFilter.ErrorRule.skipsPolicy, .denies] {
      let filter = partial.superset(through: world.map, errors: rule)
      let expected = zip(world.documents, responses).filter { rule.allows($1) }.map(\.0.id.text)
      var selected = try world.ids(where: [filter.condition])
      if !filter.isExact {
        inexact += 1
        let answers = zip(world.documents, requests).filter { document, request in
          selected.contains(document.id.text)
            && rule.allows(partial.reauthorize(request, entities: world.entities))
        }
        selected = answers.map(\.0.id.text)
      }
      let apart = try world.ids(where: filter.disjointAlternatives)
      queries += 1
      if !expected.isEmpty, expected.count < requests.count { mixed += 1 }
      if selected.sorted() != expected.sorted() || (filter.isExact && apart != selected.sorted()) {
        differences.append(
          """
          \(text)
          \(request), \(rule): expected \(expected), got \(selected), apart \(apart)
          \(filter.condition)
          """)
      }
    }
  }

  /// Holds what comes of the residuals against the whole answer, other parts being unknown too.
  private mutating func checkResiduals(
    _ policies: PolicySet, _ text: String, _ known: KnownRequest, _ world: World
  ) {
    let request = known.completed(with: dice.pick(world.documents))
    let partial = policies.authorize(
      PartialRequest(
        principal: party(request.principal, world), action: request.action,
        resource: party(request.resource, world), context: blanked(request.context)),
      entities: PartialEntities(
        world.entities, partial: [World.uid("Site", &dice): .unknown], others: .missing))
    let whole = policies.authorize(request, entities: world.entities)
    let answer = partial.reauthorize(request, entities: world.entities)
    let isDecided = partial.decision != nil
    if isDecided { decided += 1 }
    if answer.decision != whole.decision || isDecided && partial.decision != whole.decision
      || answer.determining.map(\.id) != whole.determining.map(\.id)
      || answer.errors.map(\.policy.id) != whole.errors.map(\.policy.id)
    {
      differences.append("\(text)\n\(request): expected \(whole), got \(answer)")
    }
  }

  private mutating func party(_ uid: EntityUID, _ world: World) -> PartialRequest.Party {
    switch Int.random(in: 0..<3, using: &dice) {
    case 0: return .known(uid)
    case 1: return .unknown(uid.type)
    default:
      let entity = world.entities[uid]
      return .unknown(
        uid.type,
        PartialEntity(
          attributes: blanked(entity?.attributes ?? [:]),
          ancestors: dice.oneIn(2) ? world.ancestors(of: uid) : nil,
          tags: blanked(entity?.tags ?? [:])))
    }
  }

  private mutating func blanked(_ record: Record) -> PartialRecord {
    let names = dice.some(of: record.map(\.name))
    if dice.oneIn(2) { return PartialRecord(record, unknown: Set(names)) }
    return PartialRecord(
      Record(record.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }), absent: [])
  }

  private mutating func randomRequest() -> KnownRequest {
    var context: Record = [
      "n": .long(dice.pick(World.numbers)), "text": .string(dice.pick(World.texts)),
      "flag": .bool(dice.oneIn(2)),
    ]
    if dice.oneIn(2) { context["who"] = .entity(World.uid("User", &dice)) }
    return KnownRequest(
      principal: World.uid("User", &dice),
      action: EntityUID(type: "Action", id: dice.pick(["view", "edit"])), context: context)
  }

  /// Either all entities, or the principal's alone: what it refers to is then asked of the tables.
  private mutating func knownEntities(
    _ request: KnownRequest, _ world: World
  ) throws -> PartialEntities {
    if dice.oneIn(2) { return PartialEntities(world.entities, others: .missing) }
    let entity = world.entities[request.principal]
    let principal = PartialEntity(
      attributes: PartialRecord(entity?.attributes ?? [:]),
      ancestors: world.ancestors(of: request.principal), tags: [:])
    return PartialEntities(.none, partial: [request.principal: principal])
  }
}

/// A request but for the document.
private struct KnownRequest {
  let principal: EntityUID
  let action: EntityUID
  let context: Record

  func completed(with document: EntityUID) -> Request {
    Request(principal: principal, action: action, resource: document, context: context)
  }

  var partial: PartialRequest {
    PartialRequest(
      principal: .known(principal), action: action, resource: .unknown("Doc"),
      context: PartialRecord(context))
  }
}

extension ListFilter.ErrorRule {
  fileprivate func allows(_ response: Response) -> Bool {
    response.decision == .allow && (self == .skipsPolicy || response.errors.isEmpty)
  }
}
