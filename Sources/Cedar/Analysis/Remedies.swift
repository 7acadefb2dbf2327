/// Explains a refusal by what would have to differ: the smallest sets of facts with which the same
/// policies would allow the request.
///
/// Every answer is proved: the facts are changed in a copy of the question, which is then decided.
/// What policies combine in other ways than comparing, such as sums and tags, is not changed.
public struct Remedies: Sendable {
  let schema: Schema
  let policies: PolicySet
  private let cost: @Sendable (Fact) -> Int?
  private let isPossible: @Sendable (Question) -> Bool

  /// - Parameters:
  ///   - policies: Those that refused.
  ///   - cost: What changing a fact costs, 0 the least: of sets of the same size the cheaper come
  ///     first. nil for what cannot be changed.
  ///   - isPossible: Rules out questions that can never be asked, as the schema cannot say so.
  public init(
    schema: Schema, policies: PolicySet, cost: @escaping @Sendable (Fact) -> Int? = { _ in 0 },
    isPossible: @escaping @Sendable (Question) -> Bool = { _ in true }
  ) {
    self.schema = schema
    self.policies = policies.indexed(by: schema.actionEntities)
    self.cost = cost
    self.isPossible = isPossible
  }

  /// How far to look.
  public struct Bounds: Sendable {
    /// How many facts may change at once.
    public var facts: Int
    /// How many answers are told.
    public var remedies: Int
    /// How many questions may be asked.
    public var attempts: Int

    public init(facts: Int = 4, remedies: Int = 8, attempts: Int = 20_000) {
      self.facts = facts
      self.remedies = remedies
      self.attempts = attempts
    }
  }

  /// One way to an `allow`: all these facts together, and no fewer.
  public struct Remedy: Hashable, Sendable {
    /// In the order principal, resource, context.
    public let facts: [Fact]
    public let cost: Int
  }

  public struct Explanation: Sendable {
    /// The answer to the request as it is, with the policies that decided.
    public let response: Response
    /// The ways to an `allow`, all with the same least number of facts; none for an `allow`.
    public let remedies: [Remedy]
    /// Whether the search went to its end: no other way is as short, or, where `remedies` is empty,
    /// there is none within the bounds.
    public let isComplete: Bool
  }

  public func explain(_ question: Question, within bounds: Bounds = Bounds()) -> Explanation {
    let response = policies.authorize(question.request, entities: question.entities)
    guard response.decision == .deny else {
      return Explanation(response: response, remedies: [], isComplete: true)
    }
    let atoms = policies.policies(for: question.request.action).flatMap(Atom.atoms).unique()
    let truths = Truths(of: atoms, in: question)
    var search = Search(
      world: World(question), moves: moves(from: question, atoms), attempts: bounds.attempts
    ) { changed, facts in
      guard let changed = changed.question else { return false }
      return policies.allows(changed) && isPossible(changed)
        && truths.differ(in: changed, onlyBy: facts)
    }
    for size in 1...max(1, bounds.facts) {
      let found = search.remedies(of: size)
      if !found.isEmpty || search.isExhausted {
        return Explanation(
          response: response, remedies: Array(found.prefix(bounds.remedies)),
          isComplete: !search.isExhausted && found.count <= bounds.remedies)
      }
    }
    return Explanation(response: response, remedies: [], isComplete: true)
  }

  /// Every change of one fact that some policy looks at, those that change nothing left out.
  private func moves(from question: Question, _ atoms: [Atom]) -> [Search.Move] {
    let world = World(question)
    return Changes(schema: schema, world: world, atoms: atoms).all.compactMap { need, change in
      let fact = Fact(path: need.path, present: question[need.path], need: need.need)
      var changed = world
      guard let cost = cost(fact), !change.apply(to: &changed) || changed != world else {
        return nil
      }
      return Search.Move(fact: fact, change: change, cost: cost)
    }.unique()
  }
}

/// Which of the conditions that policies look at are true.
private struct Truths {
  private let atoms: [(paths: Set<FactPath>, program: Program, isTrue: Bool)]

  init(of atoms: [Atom], in question: Question) {
    let evaluator = Evaluator(question.request, Facts(question.entities, actions: .none))
    self.atoms = atoms.map { atom in
      let program = Program(atom.expression)
      return (Set(atom.paths), program, (try? evaluator.isTrue(program)) ?? false)
    }
  }

  /// Whether in another question only such conditions are otherwise as the facts speak of: a change
  /// that turns more than it tells would promise too much.
  func differ(in question: Question, onlyBy facts: [Fact]) -> Bool {
    let evaluator = Evaluator(question.request, Facts(question.entities, actions: .none))
    return atoms.allSatisfy { atom in
      ((try? evaluator.isTrue(atom.program)) ?? false) == atom.isTrue
        || facts.contains { $0.decides(atom.paths) }
    }
  }
}
