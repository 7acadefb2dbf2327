/// What changes between two policy sets: every question of a finite model that they answer
/// differently, put into words that cover many questions at once.
public struct PolicyDiff: Sendable {
  /// The questions of one environment that one set refuses and the other allows.
  public struct Change: Sendable {
    public let environment: RequestEnvironment
    public let regions: [Region]
    /// How many questions.
    public let count: Int
  }

  /// Refused by the old policies, allowed by the new ones.
  public let widened: [Change]
  /// Allowed by the old policies, refused by the new ones.
  public let narrowed: [Change]
  /// How many questions were asked: those to which policies apply that are not the same in both sets.
  public let asked: Int
  /// Where the questions do not exhaust what a policy looks at.
  public let blindSpots: [SourcePosition]

  /// The model should be made for both sets; each is asked with its own schema's actions.
  public init(
    from old: (policies: PolicySet, schema: Schema), to new: (policies: PolicySet, schema: Schema),
    over model: FiniteModel
  ) {
    let before = old.policies.indexed(by: old.schema.actionEntities)
    let after = new.policies.indexed(by: new.schema.actionEntities)
    var (widened, narrowed): ([Change], [Change]) = ([], [])
    var asked = 0
    for environment in model.environments
    where before.texts(for: environment.key.action) != after.texts(for: environment.key.action) {
      var questions: [[Int]] = []
      var answers: [(before: Bool, after: Bool)] = []
      for element in environment.questions {
        questions.append(element.choices)
        answers.append((before.allows(element.question), after.allows(element.question)))
      }
      asked += questions.count
      func change(_ isMeant: [Bool]) -> Change? {
        guard isMeant.contains(true) else { return nil }
        return Change(
          environment: environment.key,
          regions: RegionFinder(environment, questions, isMeant: isMeant).regions,
          count: isMeant.count { $0 })
      }
      widened += [change(answers.map { !$0.before && $0.after })].compactMap(\.self)
      narrowed += [change(answers.map { $0.before && !$0.after })].compactMap(\.self)
    }
    (self.widened, self.narrowed, self.asked) = (widened, narrowed, asked)
    blindSpots = model.blindSpots
  }
}

extension PolicySet {
  /// The policies whose head admits an action, as they are written, whatever their order and ids.
  fileprivate func texts(for action: EntityUID) -> [ExactString] {
    policies(for: action).map { ExactString($0.description) }.sorted()
  }
}
