/// Evaluates programs for one request (Cedar specification, `Cedar/Spec/Evaluator`).
///
/// Recursion is bounded by `Expression.maximumDepth`.
struct Evaluator {
  private let request: Request
  private let facts: Facts
  /// Where principal and resource stand, found once, as most of what policies look at is theirs.
  private let principal: Facts.Place?
  private let resource: Facts.Place?

  init(_ request: Request, _ facts: Facts) {
    self.request = request
    self.facts = facts
    principal = facts.place(of: request.principal)
    resource = facts.place(of: request.resource)
  }

  /// The value of a program that depends on no request.
  static func constant(_ program: Program) throws(EvaluationError) -> Value {
    let nobody = EntityUID(type: "", id: "")
    let request = Request(principal: nobody, action: nobody, resource: nobody)
    let facts = Facts(.none, actions: .none)
    return try Evaluator(request, facts).value(program.root, program)
  }

  /// Whether the program is true; throws where it is no truth value.
  func isTrue(_ program: Program) throws(EvaluationError) -> Bool {
    try truth(program.root, program)
  }

  /// Whether principal and resource are what the head of a policy demands.
  func fit(principal: EntityScope, resource: EntityScope) -> Bool {
    admits(principal, request.principal, at: self.principal)
      && admits(resource, request.resource, at: self.resource)
  }

  private func admits(_ scope: EntityScope, _ uid: EntityUID, at place: Facts.Place?) -> Bool {
    switch scope {
    case .any: true
    case .equals(let other): uid == other
    case .within(let ancestor): facts.isEntity(uid, at: place, in: ancestor)
    case .ofType(let type): uid.type == type
    case .ofTypeWithin(let type, let ancestor):
      uid.type == type && facts.isEntity(uid, at: place, in: ancestor)
    }
  }

  // MARK: - Values

  private func value(
    _ index: Program.Index, _ program: Program
  ) throws(EvaluationError) -> Value {
    switch program.nodes[Int(index)] {
    case .constant(let value): return program.values[Int(value)]
    case .variable(.principal): return .entity(request.principal)
    case .variable(.action): return .entity(request.action)
    case .variable(.resource): return .entity(request.resource)
    case .variable(.context): return .record(request.context)
    case .conditional(let condition, let then, let otherwise):
      return try value(try truth(condition, program) ? then : otherwise, program)
    case .negate(let operand):
      let (difference, overflows) = (0 as Int64)
        .subtractingReportingOverflow(try value(operand, program).asLong())
      guard !overflows else { throw .overflow }
      return .long(difference)
    case .binary(.add, let left, let right):
      return try arithmetic(left, right, program) { $0.addingReportingOverflow($1) }
    case .binary(.subtract, let left, let right):
      return try arithmetic(left, right, program) { $0.subtractingReportingOverflow($1) }
    case .binary(.multiply, let left, let right):
      return try arithmetic(left, right, program) { $0.multipliedReportingOverflow(by: $1) }
    case .binary(.getTag, let subject, let tag):
      let subject = try value(subject, program)
      let tag = try value(tag, program)
      return try facts.tag(try tag.asString(), of: try subject.asEntity())
    case .attribute(let subject, let name):
      return try attribute(program.names[Int(name)], of: subject, program)
    case .set(let elements): return .set(ValueSet(try values(elements, program)))
    case .record(let fields, let firstName):
      let names = program.names[Int(firstName)...].prefix(fields.count)
      return .record(Record(zip(names, try values(fields, program))))
    case .call1(let function, let argument): return try function.call(try value(argument, program))
    case .call2(let function, let first, let second):
      return try function.call(try value(first, program), try value(second, program))
    case .wrongCall(let function, let arguments):
      return try function.call(try values(arguments, program))
    case .and, .or, .not, .isEmpty, .binary, .hasAttribute, .like, .isType:
      return .bool(try truth(index, program))
    }
  }

  private func values(
    _ operands: Range<Program.Index>, _ program: Program
  ) throws(EvaluationError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(operands.count)
    for operand in operands {
      values.append(try value(program.operands[Int(operand)], program))
    }
    return values
  }

  private func arithmetic(
    _ left: Program.Index, _ right: Program.Index, _ program: Program,
    _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(EvaluationError) -> Value {
    let left = try value(left, program)
    let right = try value(right, program)
    let (result, overflows) = operation(try left.asLong(), try right.asLong())
    guard !overflows else { throw .overflow }
    return .long(result)
  }

  private func attribute(
    _ name: ExactString, of subject: Program.Index, _ program: Program
  ) throws(EvaluationError) -> Value {
    switch program.nodes[Int(subject)] {
    case .variable(.principal):
      return try facts.attribute(name, of: request.principal, at: principal)
    case .variable(.resource):
      return try facts.attribute(name, of: request.resource, at: resource)
    case .variable(.context): return try member(name, of: request.context)
    default: break
    }
    switch try value(subject, program) {
    case .entity(let uid): return try facts.attribute(name, of: uid, at: facts.place(of: uid))
    case .record(let record): return try member(name, of: record)
    case let other: throw .typeMismatch(expected: [.record, .entity], found: other.kind)
    }
  }

  private func hasAttribute(
    _ name: ExactString, in subject: Program.Index, _ program: Program
  ) throws(EvaluationError) -> Bool {
    switch program.nodes[Int(subject)] {
    case .variable(.principal): return facts.hasAttribute(name, at: principal)
    case .variable(.resource): return facts.hasAttribute(name, at: resource)
    case .variable(.context): return request.context.contains(name)
    default: break
    }
    switch try value(subject, program) {
    case .entity(let uid): return facts.hasAttribute(name, at: facts.place(of: uid))
    case .record(let record): return record.contains(name)
    case let other: throw .typeMismatch(expected: [.record, .entity], found: other.kind)
    }
  }

  private func member(_ name: ExactString, of record: Record) throws(EvaluationError) -> Value {
    guard let value = record[name] else { throw .noSuchAttribute(name, of: nil) }
    return value
  }

  // MARK: - Truth values

  private func truth(
    _ index: Program.Index, _ program: Program
  ) throws(EvaluationError) -> Bool {
    switch program.nodes[Int(index)] {
    case .and(let operands):
      for operand in operands
      where try !truth(program.operands[Int(operand)], program) { return false }
      return true
    case .or(let operands):
      for operand in operands
      where try truth(program.operands[Int(operand)], program) { return true }
      return false
    case .not(let operand): return try !truth(operand, program)
    case .conditional(let condition, let then, let otherwise):
      return try truth(try truth(condition, program) ? then : otherwise, program)
    case .isEmpty(let operand): return try value(operand, program).asSet().isEmpty
    case .hasAttribute(let subject, let name):
      return try hasAttribute(program.names[Int(name)], in: subject, program)
    case .like(let subject, let pattern):
      return program.patterns[Int(pattern)].matches(try value(subject, program).asString())
    case .isType(let subject, let type):
      return try value(subject, program).asEntity().type == program.types[Int(type)]
    case .binary(let operation, let left, let right):
      switch operation {
      case .equal: return try value(left, program) == value(right, program)
      case .less: return try isOrdered(left, right, program) { $0 < $1 }
      case .lessOrEqual: return try isOrdered(left, right, program) { $0 <= $1 }
      case .in: return try isIn(left, right, program)
      case .contains:
        let set = try value(left, program)
        let element = try value(right, program)
        return try set.asSet().contains(element)
      case .containsAll:
        let (set, others) = try sets(left, right, program)
        return others.allSatisfy(set.contains)
      case .containsAny:
        let (set, others) = try sets(left, right, program)
        return others.contains(where: set.contains)
      case .hasTag:
        let subject = try value(left, program)
        let tag = try value(right, program)
        return facts.hasTag(try tag.asString(), try subject.asEntity())
      case .add, .subtract, .multiply, .getTag: return try value(index, program).asBool()
      }
    case .constant, .variable, .negate, .attribute, .set, .record, .call1, .call2, .wrongCall:
      return try value(index, program).asBool()
    }
  }

  /// Numbers, instants and spans of time are ordered, each among themselves.
  private func isOrdered(
    _ left: Program.Index, _ right: Program.Index, _ program: Program,
    _ areInOrder: (Int64, Int64) -> Bool
  ) throws(EvaluationError) -> Bool {
    switch (try value(left, program), try value(right, program)) {
    case (.long(let left), .long(let right)): return areInOrder(left, right)
    case (.datetime(let left), .datetime(let right)):
      return areInOrder(left.milliseconds, right.milliseconds)
    case (.duration(let left), .duration(let right)):
      return areInOrder(left.milliseconds, right.milliseconds)
    case (let left, let right):
      let ordered: [Value.Kind] = [.long, .datetime, .duration]
      guard ordered.contains(left.kind) else {
        throw .typeMismatch(expected: ordered, found: left.kind)
      }
      throw .typeMismatch(expected: [left.kind], found: right.kind)
    }
  }

  private func isIn(
    _ left: Program.Index, _ right: Program.Index, _ program: Program
  ) throws(EvaluationError) -> Bool {
    let member = try value(left, program)
    let group = try value(right, program)
    let uid = try member.asEntity()
    let place = facts.place(of: uid)
    switch group {
    case .entity(let ancestor): return facts.isEntity(uid, at: place, in: ancestor)
    case .set(let elements):
      // Every element must be an entity, even behind the one that matches.
      var isIn = false
      for element in elements
      where facts.isEntity(uid, at: place, in: try element.asEntity()) { isIn = true }
      return isIn
    default: throw .typeMismatch(expected: [.entity, .set], found: group.kind)
    }
  }

  private func sets(
    _ left: Program.Index, _ right: Program.Index, _ program: Program
  ) throws(EvaluationError) -> (ValueSet, ValueSet) {
    let left = try value(left, program)
    let right = try value(right, program)
    return (try left.asSet(), try right.asSet())
  }
}

extension Value {
  fileprivate func asBool() throws(EvaluationError) -> Bool {
    guard case .bool(let value) = self else { throw mismatch(.bool) }
    return value
  }

  fileprivate func asLong() throws(EvaluationError) -> Int64 {
    guard case .long(let value) = self else { throw mismatch(.long) }
    return value
  }

  fileprivate func asString() throws(EvaluationError) -> ExactString {
    guard case .string(let value) = self else { throw mismatch(.string) }
    return value
  }

  fileprivate func asEntity() throws(EvaluationError) -> EntityUID {
    guard case .entity(let value) = self else { throw mismatch(.entity) }
    return value
  }

  fileprivate func asSet() throws(EvaluationError) -> ValueSet {
    guard case .set(let value) = self else { throw mismatch(.set) }
    return value
  }

  private func mismatch(_ expected: Kind) -> EvaluationError {
    .typeMismatch(expected: [expected], found: kind)
  }
}
