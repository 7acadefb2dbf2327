// What looks at entities, or at the context.
extension PartialEvaluator {
  /// What an operand has become.
  enum Operand {
    case value(Value)
    /// The principal or the resource, which is unknown.
    case party(EntityType, PartialEntity)
    /// The context, of which a part is unknown.
    case context
    case residual
  }

  func operand(_ value: PartialValue) -> Operand {
    switch value {
    case .value(let value): return .value(value)
    case .failure: return .residual
    case .residual(let expression):
      switch (expression.kind, request.principal, request.resource) {
      case (.variable(.principal), .unknown(let type, let entity), _),
        (.variable(.resource), _, .unknown(let type, let entity)):
        return .party(type, entity)
      case (.variable(.context), _, _): return .context
      default: return .residual
      }
    }
  }

  // MARK: - Attributes

  func attribute(_ name: ExactString) -> ([Operand]) throws(EvaluationError) -> Value? {
    { (operands) throws(EvaluationError) in
      guard let (member, uid) = member(name, of: operands[0]) else { return nil }
      switch member {
      case .known(let value): return value
      case .absent: throw .noSuchAttribute(name, of: uid)
      case .unknown: return nil
      }
    }
  }

  func hasAttribute(_ name: ExactString) -> ([Operand]) throws(EvaluationError) -> Value? {
    { operands in
      switch member(name, of: operands[0])?.member {
      case .known: true
      case .absent: false
      case .unknown, nil: nil
      }
    }
  }

  /// nil where the operand is unknown, or something without attributes.
  private func member(
    _ name: ExactString, of operand: Operand
  ) -> (member: PartialRecord.Member, uid: EntityUID?)? {
    switch operand {
    case .value(.entity(let uid)): (facts[uid].attributes[name], uid)
    case .party(_, let entity): (entity.attributes[name], nil)
    case .context: (request.context[name], nil)
    case .value, .residual: nil
    }
  }

  func isType(_ type: EntityType) -> ([Operand]) throws(EvaluationError) -> Value? {
    { operands in
      if case .party(let known, _) = operands[0] { .bool(known == type) } else { nil }
    }
  }

  // MARK: - Operators

  func apply(
    _ operation: BinaryOperator
  ) -> ([Operand]) throws(EvaluationError) -> Value? {
    { (operands) throws(EvaluationError) in
      switch (operation, operands[0], operands[1]) {
      case (.equal, let left, let right): return surelyDiffer(left, right) ? false : nil
      case (.in, let member, .value(.entity(let ancestor))):
        return isIn(member, ancestor).map(Value.bool)
      case (.in, let member, .value(.set(let ancestors))):
        return try isIn(member, anyOf: ancestors).map(Value.bool)
      case (.hasTag, let subject, .value(.string(let name))):
        switch tag(name, of: subject)?.member {
        case .known: return true
        case .absent: return false
        case .unknown, nil: return nil
        }
      case (.getTag, let subject, .value(.string(let name))):
        guard let (member, uid) = tag(name, of: subject) else { return nil }
        switch member {
        case .known(let value): return value
        // Who has no uid is no entity that one could name in an error.
        case .absent: throw uid.map { .noSuchTag(name, of: $0) } ?? .noSuchAttribute(name, of: nil)
        case .unknown: return nil
        }
      default: return nil
      }
    }
  }

  private func tag(
    _ name: ExactString, of operand: Operand
  ) -> (member: PartialRecord.Member, uid: EntityUID?)? {
    switch operand {
    case .value(.entity(let uid)): (facts[uid].tags[name], uid)
    case .party(_, let entity): (entity.tags[name], nil)
    case .context, .value, .residual: nil
    }
  }

  /// Whether they differ whatever is unknown.
  private func surelyDiffer(_ left: Operand, _ right: Operand) -> Bool {
    switch (left, right) {
    case (.party(let type, _), .party(let other, _)): type != other
    case (.party(let type, _), .value(.entity(let uid))),
      (.value(.entity(let uid)), .party(let type, _)):
      type != uid.type
    case (.party, .value), (.value, .party): true
    default: false
    }
  }

  /// nil where it is unknown, or where the member is no entity.
  private func isIn(_ member: Operand, _ ancestor: EntityUID) -> Bool? {
    switch member {
    case .value(.entity(let uid)): return facts.isEntity(uid, in: ancestor)
    case .party(let type, let entity):
      guard let ancestors = entity.ancestors else { return nil }
      if ancestors.contains(ancestor) { return true }
      // It may be the ancestor itself.
      return type == ancestor.type ? nil : false
    case .context, .value, .residual: return nil
    }
  }

  private func isIn(
    _ member: Operand, anyOf ancestors: ValueSet
  ) throws(EvaluationError) -> Bool? {
    switch member {
    case .party, .value(.entity): break
    case .value, .context, .residual: return nil
    }
    var isKnown = true
    var isIn = false
    for ancestor in ancestors {
      // Every element must be an entity, even behind the one that matches.
      guard case .entity(let uid) = ancestor else {
        throw .typeMismatch(expected: [.entity], found: ancestor.kind)
      }
      switch self.isIn(member, uid) {
      case true?: isIn = true
      case false?: break
      case nil: isKnown = false
      }
    }
    return isIn ? true : isKnown ? false : nil
  }
}
