/// A `permit` or `forbid` as it is written: with slots for a principal or a resource, that links
/// give, or complete.
public struct Template: Sendable {
  /// `policy0`, `policy1` … by position in the set, or as given.
  public let id: String
  public let effect: Effect
  /// By name; empty text where the annotation has no value.
  public let annotations: [String: String]
  public let principal: TemplateScope
  public let action: ActionScope
  public let resource: TemplateScope
  /// In the order of the text; all must hold.
  public let conditions: [Condition]
  /// Where its text was read; of none that was, `text` stands at 1:1.
  let source: Source?

  struct Source: Sendable {
    let position: SourcePosition
    /// From the first annotation to the semicolon.
    let text: String
    /// Where the text starts, in bytes from the start of its file.
    let offset: Int
  }

  public init(
    id: String, effect: Effect, annotations: [String: String] = [:],
    principal: TemplateScope = .any, action: ActionScope = .any, resource: TemplateScope = .any,
    conditions: [Condition] = []
  ) {
    self.init(
      id: id, effect: effect, annotations: annotations, principal: principal, action: action,
      resource: resource, conditions: conditions, source: nil)
  }

  init(
    id: String, effect: Effect, annotations: [String: String], principal: TemplateScope,
    action: ActionScope, resource: TemplateScope, conditions: [Condition], source: Source?
  ) {
    self.id = id
    self.effect = effect
    self.annotations = annotations
    self.principal = principal
    self.action = action
    self.resource = resource
    self.conditions = conditions
    self.source = source
  }
}

extension Template {
  /// The slots that a link must give, the principal's first.
  public var slots: [Slot] {
    (principal.reference == .slot ? [.principal] : [])
      + (resource.reference == .slot ? [.resource] : [])
  }

  /// Where it starts; line 1, column 1 where it was not read from a text.
  public var position: SourcePosition {
    source?.position ?? SourcePosition(file: nil, line: 1, column: 1)
  }

  /// Its text from the first annotation to the semicolon, as read or, where it was not read from a
  /// text, as printed.
  public var text: String { source?.text ?? description }

  /// Where an expression of it stands; `offset` as in `Expression.offset`.
  public func position(at offset: Int) -> SourcePosition {
    guard let source else { return position }
    return position.advanced(over: source.text.utf8.prefix(max(0, offset - source.offset)))
  }

  /// The policy that comes of it when its slots, each of them and none else, have these values.
  ///
  /// The id must be new to the set that the policy goes into.
  public func link(
    as id: String, _ values: [Slot: EntityUID]
  ) throws(PolicySetError) -> Policy {
    for slot in slots where values[slot] == nil {
      throw .missingValue(slot, template: self.id)
    }
    for slot in Slot.allCases where values[slot] != nil && !slots.contains(slot) {
      throw .unusedValue(slot, template: self.id)
    }
    let link = Policy.Link(template: self.id, values: values)
    guard !slots.isEmpty, let policy = Policy(self, id: id, link: link) else {
      throw .noSlot(self.id)
    }
    return policy
  }
}

extension Template: Hashable {
  /// Equal when id and meaning are, wherever they stand.
  public static func == (left: Template, right: Template) -> Bool {
    ExactString(left.id) == ExactString(right.id) && left.effect == right.effect
      && left.exactAnnotations == right.exactAnnotations && left.principal == right.principal
      && left.action == right.action && left.resource == right.resource
      && left.conditions == right.conditions
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(id))
    hasher.combine(conditions)
  }

  private var exactAnnotations: [String: ExactString] {
    // The names are ASCII.
    annotations.mapValues { ExactString($0) }
  }
}
