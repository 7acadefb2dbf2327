// How types relate: which holds all values of another, and what holds the values of both. Strict
// mode joins neither entity types nor records of different width.

extension StaticType {
  /// Whether every value of this type is one of `other`.
  func isSubtype(of other: StaticType, _ mode: ValidationMode) -> Bool {
    switch (self, other) {
    case (.never, _): true
    case (.bool, .bool(always: nil)): true
    case (.bool(let value), .bool(let otherValue)): value == otherValue
    case (.set(let element?), .set(let otherElement?)): element.isSubtype(of: otherElement, mode)
    case (.set, .set(nil)): true
    case (.entity(let types), .entity(let otherTypes)):
      mode == .strict ? types == otherTypes : types.isSubset(of: otherTypes)
    case (.entity, .anyEntity): mode == .permissive
    case (.record(let record), .record(let otherRecord)): record.isSubtype(of: otherRecord, mode)
    case (.long, .long), (.string, .string), (.anyEntity, .anyEntity), (.decimal, .decimal),
      (.ipAddress, .ipAddress), (.datetime, .datetime), (.duration, .duration):
      true
    default: false
    }
  }

  /// The least type that holds the values of both; nil where the mode knows none.
  func leastUpperBound(_ other: StaticType, _ mode: ValidationMode) -> StaticType? {
    if isSubtype(of: other, mode) { return other }
    if other.isSubtype(of: self, mode) { return self }
    switch (self, other) {
    case (.bool, .bool): return .bool
    case (.set(let element?), .set(let otherElement?)):
      return element.leastUpperBound(otherElement, mode).map(StaticType.set)
    case (.record(let record), .record(let otherRecord)):
      return record.leastUpperBound(otherRecord, mode).map(StaticType.record)
    case (.entity(let types), .entity(let otherTypes)) where mode == .permissive:
      return .entity(types.union(otherTypes))
    default: return nil
    }
  }

  /// The least type that holds the values of all; nil where the mode knows none.
  static func leastUpperBound(
    of types: some Sequence<StaticType>, _ mode: ValidationMode
  ) -> StaticType? {
    var bound: StaticType? = .never
    for type in types { bound = bound?.leastUpperBound(type, mode) }
    return bound
  }

  /// Whether no value can be of both types, as far as entity types tell.
  func isDisjoint(from other: StaticType) -> Bool {
    guard case .entity(let types) = self, case .entity(let otherTypes) = other else { return false }
    return types.isDisjoint(with: otherTypes)
  }
}

extension StaticRecord {
  fileprivate func isSubtype(of other: StaticRecord, _ mode: ValidationMode) -> Bool {
    guard !isOpen || other.isOpen else { return false }
    let mayBeWider = other.isOpen && mode == .permissive
    guard mayBeWider || attributes.count == other.attributes.count else { return false }
    return other.attributes.allSatisfy { name, otherAttribute in
      attributes[name]?.isSubtype(of: otherAttribute, mode) ?? false
    }
  }

  fileprivate func leastUpperBound(
    _ other: StaticRecord, _ mode: ValidationMode
  ) -> StaticRecord? {
    var joined: [ExactString: Attribute] = [:]
    for (name, attribute) in attributes {
      if let otherAttribute = other.attributes[name],
        let bound = attribute.leastUpperBound(otherAttribute, mode)
      {
        joined[name] = bound
      } else if mode == .strict {
        return nil
      }
    }
    let isComplete = joined.count == attributes.count && joined.count == other.attributes.count
    guard isComplete || mode == .permissive else { return nil }
    return StaticRecord(attributes: joined, isOpen: isOpen || other.isOpen || !isComplete)
  }
}

extension StaticRecord.Attribute {
  fileprivate func isSubtype(of other: Self, _ mode: ValidationMode) -> Bool {
    let mayStandFor =
      mode == .strict ? isRequired == other.isRequired : isRequired || !other.isRequired
    return mayStandFor && type.isSubtype(of: other.type, mode)
  }

  func leastUpperBound(_ other: Self, _ mode: ValidationMode) -> Self? {
    guard mode == .permissive || isRequired == other.isRequired,
      let bound = type.leastUpperBound(other.type, mode)
    else { return nil }
    return Self(type: bound, isRequired: isRequired && other.isRequired)
  }
}
