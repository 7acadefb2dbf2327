/// One policy held against a schema.
struct PolicyCheck {
  private let policy: Policy
  private let vocabulary: Vocabulary
  private let mode: ValidationMode
  private let level: Int?
  private var schema: Schema { vocabulary.schema }
  private var problems: [TypeChecker.Problem] = []
  /// The same to find them by, as each kind of request may tell them again.
  private var known: Set<TypeChecker.Problem> = []
  private(set) var warnings: [ValidationWarning] = []
  /// The kinds of request in which the policy is not false for certain.
  private(set) var possible: [RequestEnvironment] = []

  init(_ policy: Policy, _ vocabulary: Vocabulary, _ mode: ValidationMode, level: Int?) {
    self.policy = policy
    self.vocabulary = vocabulary
    self.mode = mode
    self.level = level
  }

  /// In the order in which they were found.
  var errors: [ValidationError] {
    problems.map {
      ValidationError(
        policy: policy.id, position: policy.position(at: $0.offset), reason: $0.reason)
    }
  }

  mutating func run() {
    let condition = policy.condition
    checkNames(in: condition)
    checkApplication()
    checkTypes(of: condition)
    if possible.isEmpty { warn(.impossible, at: condition.offset) }
  }

  /// Looks at what a link adds to its template, which is checked on its own.
  mutating func run(_ link: Policy.Link) {
    for slot in Slot.allCases {
      if let uid = link.values[slot] { check(uid.type, at: policy.offset) }
    }
    checkApplication()
  }

  private mutating func report(_ reason: ValidationError.Reason, at offset: Int) {
    report(TypeChecker.Problem(reason: reason, offset: offset))
  }

  private mutating func report(_ problem: TypeChecker.Problem) {
    if known.insert(problem).inserted { problems.append(problem) }
  }

  private mutating func warn(_ reason: ValidationWarning.Reason, at offset: Int) {
    let warning = ValidationWarning(
      policy: policy.id, position: policy.position(at: offset), reason: reason)
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  // MARK: - Names

  /// Every entity and type that is named must exist, even where no request gets.
  private mutating func checkNames(in expression: Expression) {
    let offset = expression.offset
    switch expression.kind {
    case .literal(.entity(let uid)):
      check(uid.type, at: offset)
      check(uid, at: offset)
      checkDirection(of: uid.id, at: offset)
    case .literal(.string(let text)): checkDirection(of: text, at: offset)
    case .like(_, let pattern): checkDirection(of: pattern.literalText, at: offset)
    case .isType(_, let type): check(type, at: offset)
    case .attribute(_, let name), .hasAttribute(_, let name): checkDirection(of: name, at: offset)
    case .record(let fields): for field in fields { checkDirection(of: field.name, at: offset) }
    default: break
    }
    for child in expression.kind.children { checkNames(in: child) }
  }

  private mutating func check(_ type: EntityType, at offset: Int) {
    guard !type.isAction, schema.entityTypes[type] == nil else { return }
    report(.unknownEntityType(type), at: offset)
  }

  private mutating func check(_ uid: EntityUID, at offset: Int) {
    if uid.type.isAction, schema.actions[uid] == nil {
      report(.unknownAction(uid), at: offset)
    }
    if let choices = schema.entityTypes[uid.type]?.choices, !choices.contains(uid.id) {
      report(.unknownChoice(uid, choices: choices), at: offset)
    }
  }

  private mutating func checkDirection(of text: ExactString, at offset: Int) {
    // Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and their ends.
    let turns = text.text.unicodeScalars.contains {
      (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
    if turns { warn(.bidirectional(text), at: offset) }
  }

  // MARK: - Head

  /// Some action that the head admits must apply to a principal and a resource that it admits.
  private mutating func checkApplication() {
    let actions = schema.actions.filter { uid, _ in
      schema.admits(policy.action, uid)
    }.values
    let applies = actions.contains { action in
      action.principals.contains { schema.admits(policy.principal, $0) }
        && action.resources.contains { schema.admits(policy.resource, $0) }
    }
    guard !applies else { return }
    report(
      .noApplicableAction(
        inMendsPrincipal: policy.principal.equalMeansIn(actions.flatMap(\.principals), schema),
        inMendsResource: policy.resource.equalMeansIn(actions.flatMap(\.resources), schema)),
      at: policy.offset)
  }

  // MARK: - Types

  private mutating func checkTypes(of condition: Expression) {
    for action in schema.actionEntities
    where schema.mayAdmit(policy.action, action.uid) {
      for environment in schema.environments(of: action.uid) {
        var checker = TypeChecker(vocabulary, mode, environment, level: level)
        let answer = checker.expect(.bool, from: condition, [])
        let isImpossible = answer.type == .bool(always: false)
        if !isImpossible { possible.append(environment) }
        for problem in checker.problems { report(problem) }
        // A chain is measured only where its types are right.
        guard isImpossible || !answer.isMistaken else { continue }
        for problem in checker.levelProblems { report(problem) }
      }
    }
  }
}

extension Pattern {
  /// What stands between the wildcards, joined.
  fileprivate var literalText: ExactString {
    ExactString(String(decoding: elements.compactMap(\.self), as: UTF8.self))
  }
}
