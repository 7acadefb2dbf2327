/// Something about a policy set that somebody should look at, though it can be read.
public struct PolicyFinding: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// No policy permits the action to anybody.
    case actionWithoutPermit(EntityUID)
    case missingAnnotation(String)
    /// Another policy, at that place, has the same.
    case repeatedAnnotation(String, value: String, first: SourcePosition)
  }

  public let kind: Kind
  /// Where the policy starts; nil where it is about none.
  public let position: SourcePosition?
}

extension PolicyFinding: CustomStringConvertible {
  public var description: String {
    position.map { "\($0): \(reason)" } ?? reason
  }

  /// A whole sentence in English.
  public var reason: String {
    switch kind {
    case .actionWithoutPermit(let action): "No policy permits \(action)."
    case .missingAnnotation(let name): "The annotation `@\(name)` is missing."
    case .repeatedAnnotation(let name, let value, let first):
      "`@\(name)(\(ExactString(value).quoted))` stands at \(first) already."
    }
  }
}

extension PolicySet {
  /// Actions of the schema that no policy's head lets anybody do, in the order of their names.
  public func findings(against schema: Schema) -> [PolicyFinding] {
    let set = indexed(by: schema.actionEntities)
    return schema.actions.filter { action, declaration in
      declaration.isAsked
        && !set.policies(for: action).contains { policy in
          policy.effect == .permit
            && declaration.principals.contains { schema.admits(policy.principal, $0) }
            && declaration.resources.contains { schema.admits(policy.resource, $0) }
        }
    }
    .map { PolicyFinding(kind: .actionWithoutPermit($0.key), position: nil) }
    .sorted { $0.reason.utf8.lexicographicallyPrecedes($1.reason.utf8) }
  }

  /// Policies that lack an annotation, or have the same as another where each must have its own.
  public func findings(
    requiring annotations: [String], unique: Set<String> = []
  ) -> [PolicyFinding] {
    var first: [String: [ExactString: SourcePosition]] = [:]
    var findings: [PolicyFinding] = []
    for policy in policies {
      for name in annotations {
        guard let value = policy.annotations[name] else {
          findings.append(
            PolicyFinding(kind: .missingAnnotation(name), position: policy.position))
          continue
        }
        guard unique.contains(name) else { continue }
        if let position = first[name]?[ExactString(value)] {
          findings.append(
            PolicyFinding(
              kind: .repeatedAnnotation(name, value: value, first: position),
              position: policy.position))
        } else {
          first[name, default: [:]][ExactString(value)] = policy.position
        }
      }
    }
    return findings
  }
}

extension ActionDeclaration {
  /// Whether requests can have it; groups only gather others.
  fileprivate var isAsked: Bool { !principals.isEmpty && !resources.isEmpty }
}
