extension Template: CustomStringConvertible {
  /// As policies are written, laid out; annotations by name, no comments. Reading it gives an equal
  /// template, but for the id.
  public var description: String {
    PolicyFormatter().layOut(line)
  }

  /// The same on one line.
  private var line: String {
    let annotations = annotations.sorted { $0.key < $1.key }.map { name, value in
      value.isEmpty ? "@\(name) " : "@\(name)(\(ExactString(value).quoted)) "
    }
    let conditions = conditions.map { " \($0.kind.rawValue) { \($0.expression) }" }
    return annotations.joined() + effect.rawValue
      + " (principal\(principal.text(.principal)), action\(action), "
      + "resource\(resource.text(.resource)))" + conditions.joined() + ";"
  }
}

extension Policy: CustomStringConvertible {
  /// As policies are written, laid out; of a linked policy with the values in place of the slots.
  public var description: String { filled.description }
}

extension PolicySet: CustomStringConvertible {
  /// Templates, then policies, linked ones with their values; a blank line between.
  public var description: String {
    (templates.map(\.description) + policies.map(\.description)).joined(separator: "\n")
  }
}

extension TemplateScope {
  /// What follows `principal` or `resource`.
  fileprivate func text(_ slot: Slot) -> String {
    func text(_ reference: EntityOrSlot) -> String {
      if case .entity(let uid) = reference { "\(uid)" } else { slot.rawValue }
    }
    return switch self {
    case .any: ""
    case .equals(let reference): " == \(text(reference))"
    case .within(let reference): " in \(text(reference))"
    case .ofType(let type): " is \(type)"
    case .ofTypeWithin(let type, let reference): " is \(type) in \(text(reference))"
    }
  }
}

extension ActionScope: CustomStringConvertible {
  /// What follows `action`.
  public var description: String {
    switch self {
    case .any: ""
    case .equals(let uid): " == \(uid)"
    case .within(let groups) where groups.count == 1: " in \(groups[0])"
    case .within(let groups): " in [\(groups.map(\.description).joined(separator: ", "))]"
    }
  }
}
