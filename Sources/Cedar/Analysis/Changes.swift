/// The changes that would turn what policies look at into its opposite.
struct Changes {
  let schema: Schema
  let world: World
  let atoms: [Atom]

  typealias Step = (need: (path: FactPath, need: Fact.Need), change: Change)

  /// Changes of type first, as others build on them; then in the order of the policies.
  var all: [Step] {
    let steps = atoms.flatMap(steps)
    return steps.filter { $0.change.isOfType } + steps.filter { !$0.change.isOfType }
  }

  private func steps(_ atom: Atom) -> [Step] {
    switch atom {
    case .holds(let path): return [false, true].map { toBe($0, at: path) }
    case .present(let path): return toBePresent(path)
    case .ofType(let path, let type): return toBe(type, at: path)
    case .relation(.equal, let left, let right): return toBeEqual(left, right)
    case .relation(.less, let left, let right): return toBeOrdered(left, right, isStrict: true)
    case .relation(.lessOrEqual, let left, let right):
      return toBeOrdered(left, right, isStrict: false)
    case .relation(.in, .path(let path), let group): return toBeIn(path, group)
    case .relation(let operation, let set, let element):
      guard let test = Fact.SetTest(rawValue: operation.rawValue) else { return [] }
      return toContain(set, element, test)
    case .other: return []
    }
  }

  private func step(_ path: FactPath, _ need: Fact.Need, _ change: Change) -> Step {
    ((path, need), change)
  }

  private func toBe(_ value: Value, at path: FactPath) -> Step {
    step(path, .oneOf([value]), .set(path, .constant(value)))
  }

  // MARK: - Presence and type

  /// Or absent, where the schema lets it.
  private func toBePresent(_ path: FactPath) -> [Step] {
    guard let attribute = attribute(at: path), !attribute.isRequired else { return [] }
    guard world[path] == nil else { return [step(path, .absent, .remove(path))] }
    return attribute.type.unnamed(at: path).map {
      [step(path, .present, .set(path, .constant($0)))]
    } ?? []
  }

  /// Only to a type that the action applies to.
  private func toBe(_ type: EntityType, at path: FactPath) -> [Step] {
    let declaration = schema.actions[world.action]
    let types = path.variable == .principal ? declaration?.principals : declaration?.resources
    guard path.attributes.isEmpty, let types, types.contains(type),
      world.entity(at: path)?.type != type
    else { return [] }
    let known = schema.entityTypes[type]?.attributes.attributes ?? [:]
    let attributes = known.compactMap { name, attribute -> (ExactString, Value)? in
      guard attribute.isRequired else { return nil }
      return attribute.type.unnamed(at: path.appending(name)).map { (name, $0) }
    }
    let entity = Entity(uid: path.individual(type), attributes: Record(attributes))
    return [step(path, .ofType(type), .become(entity, path))]
  }

  // MARK: - Equality and order

  private func toBeEqual(_ left: Atom.Term, _ right: Atom.Term) -> [Step] {
    switch (left, right) {
    case (.path(let first), .path(let second)):
      let (first, second) = first < second ? (first, second) : (second, first)
      return [(first, second), (second, first)].flatMap { changed, other -> [Step] in
        // Who asks and what is asked about stay; what they refer to may change.
        guard !changed.attributes.isEmpty else { return [] }
        let different = attribute(at: changed)?.type.unnamed(at: changed).map {
          step(first, .different(from: second), .set(changed, .constant($0)))
        }
        return [step(first, .same(as: second), .set(changed, .path(other)))]
          + [different].compactMap(\.self)
      }
    case (.path(let path), .constant(let value)), (.constant(let value), .path(let path)):
      return toBeOne(of: [value], at: path)
    case (.constant, .constant): return []
    }
  }

  private func toBeOne(of values: [Value], at path: FactPath) -> [Step] {
    let others: [Step] =
      switch attribute(at: path)?.type {
      case .bool?: [false, true].map { toBe($0, at: path) }
      case .entity(let type)? where schema.entityTypes[type]?.choices != nil:
        (schema.entityTypes[type]?.choices ?? []).map {
          toBe(.entity(EntityUID(type: type, id: $0.text)), at: path)
        }
      case let type?:
        type.unnamed(at: path).map {
          [step(path, .noneOf(values), .set(path, .constant($0)))]
        } ?? []
      case nil: []
      }
    return values.map { toBe($0, at: path) } + others
  }

  private func toBeOrdered(
    _ left: Atom.Term, _ right: Atom.Term, isStrict: Bool
  ) -> [Step] {
    var steps: [Step] = []
    if let path = left.path {
      let operand = Fact.Operand(right)
      steps += [
        step(
          path, .compared(isStrict ? .less : .lessOrEqual, operand),
          .setNumber(path, near: right, by: isStrict ? -1 : 0)),
        step(
          path, .compared(isStrict ? .greaterOrEqual : .greater, operand),
          .setNumber(path, near: right, by: isStrict ? 0 : 1)),
      ]
    }
    if let path = right.path {
      let operand = Fact.Operand(left)
      steps += [
        step(
          path, .compared(isStrict ? .greater : .greaterOrEqual, operand),
          .setNumber(path, near: left, by: isStrict ? 1 : 0)),
        step(
          path, .compared(isStrict ? .lessOrEqual : .less, operand),
          .setNumber(path, near: left, by: isStrict ? 0 : -1)),
      ]
    }
    return steps
  }

  // MARK: - Sets and groups

  private func toContain(
    _ set: Atom.Term, _ element: Atom.Term, _ test: Fact.SetTest
  ) -> [Step] {
    switch (set, element) {
    case (.path(let path), _):
      let operand = Fact.Operand(element)
      return [
        step(path, .containing(test, operand), .insert(element, into: path)),
        step(path, .lacking(test, operand), .delete(element, from: path)),
      ]
    case (.constant(.set(let values)), .path(let path)) where test == .contains:
      return toBeOne(of: Array(values), at: path)
    case (.constant, _): return []
    }
  }

  private func toBeIn(_ path: FactPath, _ group: Atom.Term) -> [Step] {
    let operand = Fact.Operand(group)
    var steps = [
      step(path, .within(operand), .enter(group, path)),
      step(path, .outside(operand), .leave(group, path)),
    ]
    guard let uid = world.entity(at: path), let entities = world.hierarchy else { return steps }
    // The other way round: the group at the other place becomes one that the entity is in, or none.
    let groups = [uid] + (world.entity(uid)?.parents ?? [])
    switch group {
    case .path(let other) where other.attributes.isEmpty: break
    case .path(let other):
      switch attribute(at: other)?.type {
      case .set(.entity(let type))?:
        if let own = groups.first(where: { $0.type == type }) {
          steps.append(
            step(path, .within(operand), .insert(.constant(.entity(own)), into: other)))
        }
        if case .set(let elements)? = world[other] {
          let own = elements.filter { $0.isGroup(of: uid, entities) }
          steps.append(
            step(path, .outside(operand), .delete(.constant(.set(own)), from: other)))
        }
      case .entity(let type)?:
        if let own = groups.first(where: { $0.type == type }) {
          steps.append(step(path, .within(operand), .set(other, .constant(.entity(own)))))
        }
        steps.append(
          step(
            path, .outside(operand),
            .set(other, .constant(.entity(other.individual(type))))))
      default: break
      }
    case .constant(.entity(let named)) where named.type == uid.type && !path.attributes.isEmpty:
      steps.append(
        step(path, .within(operand), .set(path, .constant(.entity(named)))))
    case .constant: break
    }
    return steps
  }

  private func attribute(at path: FactPath) -> RecordType.Attribute? {
    schema.attribute(
      at: path,
      RequestEnvironment(
        principal: world.principal.type, action: world.action, resource: world.resource.type))
  }
}

extension Change {
  fileprivate var isOfType: Bool {
    if case .become = self { true } else { false }
  }
}

extension Fact.Operand {
  fileprivate init(_ term: Atom.Term) {
    switch term {
    case .path(let path): self = .path(path)
    case .constant(let value): self = .value(value)
    }
  }
}

extension Value {
  fileprivate func isGroup(of uid: EntityUID, _ entities: Entities) -> Bool {
    if case .entity(let group) = self { entities.isEntity(uid, in: group) } else { false }
  }
}

extension ValueType {
  /// A value that no policy names; nil where there is no such value.
  fileprivate func unnamed(at path: FactPath) -> Value? {
    if case .set = self { .set([]) } else { path.own(self) }
  }
}
