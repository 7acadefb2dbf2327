// What a schema says of the places that policies look at.
extension Schema {
  /// What stands at a place in an environment; nil where its type has no such attribute.
  func attribute(
    at path: FactPath, _ key: RequestEnvironment
  ) -> RecordType.Attribute? {
    guard let parent = path.parent, let name = path.attributes.last else {
      return variable(path.variable, key).map { RecordType.Attribute(type: $0, isRequired: true) }
    }
    return switch attribute(at: parent, key)?.type {
    case .entity(let type)?: entityTypes[type]?.attributes.attributes[name]
    case .record(let record)?: record.attributes[name]
    default: nil
    }
  }

  /// Actions are not varied: their own entities stand.
  private func variable(_ variable: Variable, _ key: RequestEnvironment) -> ValueType? {
    switch variable {
    case .principal: .entity(key.principal)
    case .action: nil
    case .resource: .entity(key.resource)
    case .context: actions[key.action].map { .record($0.context) }
    }
  }
}

extension Policy {
  /// Where it looks at something in a way that choosing values one by one does not exhaust.
  func blindSpots(_ schema: Schema, _ key: RequestEnvironment) -> [SourcePosition] {
    Atom.atoms(of: self).compactMap { atom in
      switch atom {
      case .other(let expression):
        switch expression.kind {
        // A constant is chosen that matches, and another; sets are chosen empty and not.
        case .like(let subject, _), .unary(.isEmpty, let subject):
          return FactPath(subject) == nil ? position(at: expression.offset) : nil
        default: return position(at: expression.offset)
        }
      case .relation:
        // Whole records are not varied, only what is in them.
        return atom.paths.contains { schema.attribute(at: $0, key)?.type.isRecord ?? false }
          ? position : nil
      case .holds, .present, .ofType: return nil
      }
    }
  }
}

extension ValueType {
  /// Whether it is a record, or a set of records.
  fileprivate var isRecord: Bool {
    switch self {
    case .record: true
    case .set(let element): element.isRecord
    default: false
    }
  }
}
