// Attributes and tags: what is there for certain, and what a condition must have proved before.

extension TypeChecker {
  mutating func attribute(
    _ expression: Expression, _ name: ExactString, of subject: Expression,
    _ known: Set<Capability>
  ) -> Answer {
    let owner = expect(.anyEntity, .anyRecord, from: subject, known)
    guard let type = owner.type else { return .mistake }
    var answer = Answer(type: nil, isMistaken: true, reach: owner.reach.member(name))
    if type.isEntity {
      dereference(owner.reach, at: expression.offset)
      answer.reach = owner.reach.dereferenced
    }
    guard let attribute = vocabulary.attribute(name, of: type) else {
      report(
        .attributeNotFound(
          name, of: type, mayExist: vocabulary.mayHaveAttribute(name, type)),
        at: expression.offset)
      return answer
    }
    answer.type = attribute.type
    let capability = Capability(expression: subject, subject: .attribute(name))
    if attribute.isRequired || known.contains(capability) {
      answer.isMistaken = owner.isMistaken
    } else {
      report(.unsafeAttributeAccess(name, of: type), at: expression.offset)
    }
    return answer
  }

  mutating func hasAttribute(
    _ expression: Expression, _ name: ExactString, _ subject: Expression, _ known: Set<Capability>
  ) -> Answer {
    let owner = expect(.anyEntity, .anyRecord, from: subject, known)
    guard let type = owner.type else { return Answer(type: .bool, isMistaken: true) }
    if type.isEntity { dereference(owner.reach, at: expression.offset) }
    guard let attribute = vocabulary.attribute(name, of: type) else {
      let mayExist = vocabulary.mayHaveAttribute(name, type)
      return Answer(type: .bool(always: mayExist ? nil : false), isMistaken: owner.isMistaken)
    }
    let capability = Capability(expression: subject, subject: .attribute(name))
    // The entity itself may be missing, whatever the schema demands of it; a record is there.
    let isCertain = attribute.isRequired && !type.isEntity || known.contains(capability)
    return Answer(
      type: .bool(always: isCertain ? true : nil), isMistaken: owner.isMistaken,
      facts: owner.isMistaken ? [] : [capability])
  }

  mutating func hasTag(
    _ subject: Expression, _ name: Expression, _ known: Set<Capability>, at offset: Int
  ) -> Answer {
    let owner = expect(.anyEntity, from: subject, known)
    let isMistaken = expect(.string, from: name, known).isMistaken || owner.isMistaken
    guard let type = owner.type else { return .mistake }
    dereference(owner.reach, at: offset)
    let capability = Capability(expression: subject, subject: .tag(name))
    let result: Bool? =
      vocabulary.tags(of: type).isEmpty ? false : known.contains(capability) ? true : nil
    return Answer(
      type: .bool(always: result), isMistaken: isMistaken, facts: isMistaken ? [] : [capability])
  }

  mutating func tag(
    _ subject: Expression, _ name: Expression, _ known: Set<Capability>, at offset: Int
  ) -> Answer {
    let owner = expect(.anyEntity, from: subject, known)
    let isMistaken = expect(.string, from: name, known).isMistaken || owner.isMistaken
    guard let type = owner.type else { return .mistake }
    dereference(owner.reach, at: offset)
    var answer = Answer(type: nil, isMistaken: true, reach: owner.reach.dereferenced)
    guard known.contains(Capability(expression: subject, subject: .tag(name))) else {
      report(.unsafeTagAccess(of: type), at: offset)
      return answer
    }
    let types = vocabulary.tags(of: type)
    guard !types.isEmpty else {
      report(.tagsNotAllowed(type), at: offset)
      return answer
    }
    answer.type = agreement(of: types, .tags, at: offset)
    answer.isMistaken = isMistaken || answer.type == nil
    return answer
  }
}

extension StaticType {
  fileprivate var isEntity: Bool {
    switch self {
    case .entity, .anyEntity: true
    default: false
    }
  }
}
