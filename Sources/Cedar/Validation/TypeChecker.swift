/// Types an expression for one kind of request (Lean `Validation/Typechecker`, Rust
/// `SingleEnvTypechecker`).
///
/// What cannot be reached, as a condition before it is always false, is not looked at. After a
/// mistake checking goes on with what can still be known, to find the others.
struct TypeChecker {
  let vocabulary: Vocabulary
  let mode: ValidationMode
  let environment: RequestEnvironment
  /// The number of dereferences allowed in a row; nil for any.
  let level: Int?
  private(set) var problems: [Problem] = []
  /// Broken levels; they count only where the types are right.
  private(set) var levelProblems: [Problem] = []
  private let principal: StaticType
  private let action: StaticType
  private let resource: StaticType
  private let context: StaticType

  /// A mistake and where, as `Expression.offset`.
  struct Problem: Hashable {
    let reason: ValidationError.Reason
    let offset: Int
  }

  /// What is known of an expression.
  struct Answer {
    /// nil where a mistake leaves it open.
    var type: StaticType?
    /// Whether there is a mistake in it.
    var isMistaken = false
    /// What holds after it was true.
    var facts: Set<Capability> = []
    var reach = Reach.variable

    static let mistake = Answer(type: nil, isMistaken: true)
  }

  init(
    _ vocabulary: Vocabulary, _ mode: ValidationMode, _ environment: RequestEnvironment,
    level: Int?
  ) {
    self.vocabulary = vocabulary
    self.mode = mode
    self.environment = environment
    self.level = level
    principal = .entity(environment.principal)
    action = .entity(environment.action.type)
    resource = .entity(environment.resource)
    context = vocabulary.context(of: environment.action)
  }

  /// Types an expression where `known` holds.
  mutating func check(_ expression: Expression, _ known: Set<Capability>) -> Answer {
    switch expression.kind {
    case .literal(let value): literal(value, at: expression.offset)
    case .variable(let variable): Answer(type: type(of: variable))
    case .conditional(let condition, let then, let otherwise):
      conditional(expression, condition, then, otherwise, known)
    case .and(let operands): and(operands, known)
    case .or(let operands): or(operands, known)
    case .unary(let operation, let operand): unary(operation, operand, known)
    case .binary(let operation, let left, let right):
      binary(expression, operation, left, right, known)
    case .attribute(let subject, let name): attribute(expression, name, of: subject, known)
    case .hasAttribute(let subject, let name): hasAttribute(expression, name, subject, known)
    case .like(let subject, _): like(subject, known)
    case .isType(let subject, let type): isType(subject, type, known)
    case .set(let elements): set(expression, elements, known)
    case .record(let fields): record(fields, known)
    case .call(let function, let arguments): call(expression, function, arguments, known)
    }
  }

  // MARK: - Expectations

  /// Types an expression that must be of one of some types; in strict mode too a subtype will do.
  mutating func expect(
    _ expected: StaticType..., from expression: Expression, _ known: Set<Capability>
  ) -> Answer {
    let answer = check(expression, known)
    guard let type = answer.type else { return .mistake }
    guard expected.contains(where: { type.isSubtype(of: $0, .permissive) }) else {
      report(.unexpectedType(type, expected: expected), at: expression.offset)
      return .mistake
    }
    return answer
  }

  /// The type of values that must agree; reports where they do not.
  mutating func agreement(
    of types: [StaticType], _ agreement: ValidationError.Agreement, at offset: Int
  ) -> StaticType? {
    let bound = StaticType.leastUpperBound(of: types, mode)
    if bound == nil { report(.incompatibleTypes(types, agreement), at: offset) }
    return bound
  }

  mutating func report(_ reason: ValidationError.Reason, at offset: Int) {
    problems.append(Problem(reason: reason, offset: offset))
  }

  /// Holds a dereference of what `target` reaches against the level.
  mutating func dereference(_ target: Reach, at offset: Int) {
    guard let level else { return }
    for literal in target.literals {
      levelProblems.append(Problem(reason: .literalDereferenced, offset: literal))
    }
    // One mistake for each chain: where it first goes too far.
    if target.depth == level {
      levelProblems.append(Problem(reason: .levelExceeded(maximum: level), offset: offset))
    }
  }

  // MARK: - Leaves

  private func type(of variable: Variable) -> StaticType {
    switch variable {
    case .principal: principal
    case .action: action
    case .resource: resource
    case .context: context
    }
  }

  private func literal(_ value: Value, at offset: Int) -> Answer {
    switch value {
    case .bool(let value): return Answer(type: .bool(always: value))
    case .long: return Answer(type: .long)
    case .string: return Answer(type: .string)
    case .entity(let uid):
      // An unknown entity is reported once for the whole policy.
      let type = vocabulary.type(of: uid)
      let reach = uid == environment.action ? Reach.variable : .literal(at: offset)
      return Answer(type: type, isMistaken: type == nil, reach: reach)
    case .set, .record, .decimal, .ipAddress, .datetime, .duration:
      return .mistake
    }
  }

  // MARK: - Collections

  private mutating func set(
    _ expression: Expression, _ elements: [Expression], _ known: Set<Capability>
  ) -> Answer {
    let answers = elements.map { check($0, known) }
    guard mode == .permissive || !elements.isEmpty else {
      report(.emptySet, at: expression.offset)
      return .mistake
    }
    let types = answers.compactMap(\.type)
    guard types.count == elements.count,
      let bound = agreement(of: types, .set, at: expression.offset)
    else { return .mistake }
    return Answer(type: .set(bound), isMistaken: answers.contains(where: \.isMistaken))
  }

  private mutating func record(_ fields: [Expression.Field], _ known: Set<Capability>) -> Answer {
    var attributes: [ExactString: StaticRecord.Attribute] = [:]
    var reaches: [ExactString: Reach] = [:]
    var isMistaken = false
    for field in fields {
      let answer = check(field.value, known)
      isMistaken = isMistaken || answer.isMistaken
      reaches[field.name] = answer.reach
      attributes[field.name] = answer.type.map { .init(type: $0, isRequired: true) }
    }
    guard attributes.count == fields.count else { return .mistake }
    return Answer(
      type: .record(StaticRecord(attributes: attributes, isOpen: false)), isMistaken: isMistaken,
      reach: .record(reaches))
  }

  // MARK: - Tests

  private mutating func like(_ subject: Expression, _ known: Set<Capability>) -> Answer {
    let answer = expect(.string, from: subject, known)
    return Answer(type: .bool, isMistaken: answer.isMistaken)
  }

  private mutating func isType(
    _ subject: Expression, _ type: EntityType, _ known: Set<Capability>
  ) -> Answer {
    let answer = expect(.anyEntity, from: subject, known)
    guard case .entity(let types) = answer.type else {
      return Answer(type: .bool, isMistaken: answer.isMistaken)
    }
    let result: Bool? = types.contains(type) ? (types.count == 1 ? true : nil) : false
    return Answer(type: .bool(always: result), isMistaken: answer.isMistaken)
  }
}
