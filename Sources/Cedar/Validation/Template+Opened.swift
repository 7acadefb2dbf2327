extension Template {
  /// The policy that demands of a slot only what is known before a link fills it: a type, if one
  /// stands beside it. Types it as its links, whatever they are.
  var opened: Policy? {
    Policy(
      Template(
        id: id, effect: effect, annotations: annotations, principal: principal.opened,
        action: action, resource: resource.opened, conditions: conditions, source: source))
  }
}

extension TemplateScope {
  fileprivate var opened: TemplateScope {
    switch self {
    case .equals(.slot), .within(.slot): .any
    case .ofTypeWithin(let type, .slot): .ofType(type)
    default: self
    }
  }
}
