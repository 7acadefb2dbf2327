/// One `permit` or `forbid` with its conditions: static, or linked from a template.
public struct Policy: Sendable {
  /// Of a policy read from a text `policy0`, `policy1` … by position in the set; else as given.
  public let id: String
  /// What made it of a template; nil for a static policy.
  public let link: Link?
  public let principal: EntityScope
  public let resource: EntityScope
  /// As it is written; of a linked policy the template.
  let written: Template

  /// What a link adds to a template.
  public struct Link: Hashable, Sendable {
    /// The id of the template.
    public let template: String
    /// One for each slot of the template.
    public let values: [Slot: EntityUID]

    public init(template: String, values: [Slot: EntityUID]) {
      self.template = template
      self.values = values
    }

    public static func == (left: Link, right: Link) -> Bool {
      ExactString(left.template) == ExactString(right.template) && left.values == right.values
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(ExactString(template))
      hasher.combine(values)
    }
  }

  /// nil unless the slots of `template` are those of the link.
  init?(_ template: Template, id: String, link: Link?) {
    func entity(for slot: Slot) -> (EntityOrSlot) -> EntityUID? {
      { if case .entity(let uid) = $0 { uid } else { link?.values[slot] } }
    }
    guard let principal = template.principal.map(entity(for: .principal)),
      let resource = template.resource.map(entity(for: .resource))
    else { return nil }
    self.id = id
    self.link = link
    self.principal = principal
    self.resource = resource
    written = template
  }

  /// The static policy that `template` is; nil where it has slots.
  public init?(_ template: Template) {
    self.init(template, id: template.id, link: nil)
  }
}

extension Policy {
  public var effect: Effect { written.effect }

  /// By name; empty text where the annotation has no value.
  public var annotations: [String: String] { written.annotations }

  public var action: ActionScope { written.action }

  /// In the order of the text; all must hold.
  public var conditions: [Condition] { written.conditions }

  /// Where it, or its template, starts; line 1, column 1 where it was not read from a text.
  public var position: SourcePosition { written.position }

  /// Its text, or its template's, from the first annotation to the semicolon; printed where it was
  /// not read from a text.
  public var text: String { written.text }

  /// It as a template without slots, the values of a link put in.
  var filled: Template {
    Template(
      id: id, effect: effect, annotations: annotations,
      principal: principal.map { .entity($0) } ?? .any, action: action,
      resource: resource.map { .entity($0) } ?? .any, conditions: conditions)
  }

  /// Where an expression of this policy stands; `offset` as in `Expression.offset`.
  public func position(at offset: Int) -> SourcePosition {
    written.position(at: offset)
  }
}

extension Policy: Hashable {
  /// Equal when id and meaning are, wherever they stand.
  public static func == (left: Policy, right: Policy) -> Bool {
    ExactString(left.id) == ExactString(right.id) && left.link == right.link
      && left.written == right.written
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(id))
    hasher.combine(written)
  }
}

public enum Effect: String, Hashable, Sendable {
  case permit, forbid
}

/// A `when` or `unless` clause.
public struct Condition: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case when, unless
  }

  public let kind: Kind
  public let expression: Expression

  public init(kind: Kind, expression: Expression) {
    self.kind = kind
    self.expression = expression
  }
}
