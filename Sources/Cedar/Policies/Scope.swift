/// What the head of a policy or of a template demands of the principal or the resource.
public enum Scope<Reference: Hashable & Sendable>: Hashable, Sendable {
  case any
  case equals(Reference)
  case within(Reference)
  case ofType(EntityType)
  case ofTypeWithin(EntityType, Reference)
}

/// In a policy every reference is an entity.
public typealias EntityScope = Scope<EntityUID>

/// In a template a reference may be left open.
public typealias TemplateScope = Scope<EntityOrSlot>

/// What a template refers to: an entity, or the one that a link will give.
public enum EntityOrSlot: Hashable, Sendable {
  case entity(EntityUID)
  /// `?principal` in the scope of the principal, `?resource` in that of the resource.
  case slot
}

/// A place that a template leaves open, by its name in policies.
public enum Slot: String, Hashable, Sendable, CaseIterable {
  case principal = "?principal"
  case resource = "?resource"
}

/// What the head of a policy demands of the action.
public enum ActionScope: Hashable, Sendable {
  case any
  case equals(EntityUID)
  /// The action is, or is in, one of these.
  case within([EntityUID])
}

extension Scope {
  /// What it refers to; nil where it refers to nothing or to a type only.
  var reference: Reference? {
    switch self {
    case .any, .ofType: nil
    case .equals(let reference), .within(let reference), .ofTypeWithin(_, let reference): reference
    }
  }

  /// The same demand with `transform` applied to what it refers to; nil where that gives nil.
  func map<Other>(_ transform: (Reference) -> Other?) -> Scope<Other>? {
    switch self {
    case .any: .any
    case .ofType(let type): .ofType(type)
    case .equals(let reference): transform(reference).map { .equals($0) }
    case .within(let reference): transform(reference).map { .within($0) }
    case .ofTypeWithin(let type, let reference):
      transform(reference).map { .ofTypeWithin(type, $0) }
    }
  }
}
