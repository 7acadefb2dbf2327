/// Finds what of an environment can make a difference to policies.
struct Survey {
  private let key: RequestEnvironment
  private let schema: Schema
  private let atoms: [Atom]
  /// The places to vary, with what the schema says of them, in the order of the dimensions.
  private let places: [(path: FactPath, attribute: RecordType.Attribute)]
  let blindSpots: [SourcePosition]

  init(
    _ key: RequestEnvironment, _ schema: Schema, _ sets: [PolicySet],
    including: [FactPath]
  ) {
    self.key = key
    self.schema = schema
    let policies = sets.flatMap { $0.policies(for: key.action) }.filter {
      schema.admits($0.principal, key.principal) && schema.admits($0.resource, key.resource)
    }
    let atoms = policies.flatMap(Atom.atoms).unique()
    self.atoms = atoms
    blindSpots = policies.flatMap { $0.blindSpots(schema, key) }
    places = (atoms.flatMap(\.paths) + including).flatMap(\.withPrefixes).unique().sorted()
      .compactMap { path in schema.attribute(at: path, key).map { (path, $0) } }
  }

  var dimensions: [Dimension] {
    places.map { place in
      Dimension(path: place.path, aspect: .value, choices: choices(at: place.path, place.attribute))
    } + groups
  }

  private func choices(at path: FactPath, _ attribute: RecordType.Attribute) -> [Choice] {
    let present = values(at: path, attribute.type)
    return attribute.isRequired ? present : [Choice(meaning: .absent, value: nil)] + present
  }

  /// The constants of the policies, their neighbours where there is an order, what may stand at
  /// other places too, and another; all there are of truth values and enumerated entities.
  private func values(at path: FactPath, _ type: ValueType) -> [Choice] {
    switch type {
    case .bool: return [.named(false), .named(true)]
    case .entity(let type) where schema.entityTypes[type]?.choices != nil:
      return (schema.entityTypes[type]?.choices ?? []).map {
        .named(.entity(EntityUID(type: type, id: $0.text)))
      }
    case .entity, .string:
      let own = Choice(meaning: .another, value: path.own(type))
      return named(at: path, type).filter { $0.value != own.value } + others(for: path, type) + [
        own
      ]
    case .long: return neighbours(of: .long(0), at: path)
    case .decimal: return neighbours(of: .decimal(Value.Decimal(scaled: 0)), at: path)
    case .datetime: return neighbours(of: .datetime(Value.Datetime(milliseconds: 0)), at: path)
    case .duration: return neighbours(of: .duration(Value.Duration(milliseconds: 0)), at: path)
    case .ipAddress:
      let none = Value.IPAddress(parsing: "0.0.0.0").map { Choice.named(.ipAddress($0)) }
      return (named(at: path, type) + [none].compactMap(\.self)).unique()
    case .set(let element): return subsets(of: values(at: path, element))
    case .record: return [.named([:])]
    }
  }

  // MARK: - What stands at several places

  /// What other places have of their own and may stand at this one too: the principal's entities,
  /// and whatever it is compared with.
  private func others(for path: FactPath, _ type: ValueType) -> [Choice] {
    let related = related(to: path)
    return places.compactMap { place in
      let isPrincipals = place.path.variable == .principal && type != .string
      guard place.path < path,
        related.contains(place.path) || (isPrincipals && path.variable != .principal)
      else { return nil }
      return seenFromElsewhere(place, as: type)
    }
  }

  /// A place's own value as a choice for another place; nil where its type is another one.
  private func seenFromElsewhere(
    _ place: (path: FactPath, attribute: RecordType.Attribute), as type: ValueType
  ) -> Choice? {
    switch place.attribute.type {
    case type: Choice(meaning: .same(as: place.path), value: place.path.own(type))
    case .set(type): Choice(meaning: .element(of: place.path), value: place.path.own(type))
    default: nil
    }
  }

  /// What entities are in, where policies ask that with `in`.
  private var groups: [Dimension] {
    let questions: [(path: FactPath, group: Atom.Term)] = atoms.compactMap { atom in
      if case .relation(.in, .path(let path), let group) = atom { (path, group) } else { nil }
    }
    return questions.map(\.path).unique().compactMap { path in
      guard case .entity(let type)? = schema.attribute(at: path, key)?.type else { return nil }
      let types = (schema.ancestors[type] ?? []).map(ValueType.entity)
      guard !types.isEmpty else { return nil }
      let asked = questions.filter { $0.path == path }.compactMap(\.group.path)
      let candidates = types.flatMap { type in
        named(at: path, type)
          + asked.flatMap { named(at: $0, type) + others(for: $0, type) }
          + places.filter { $0.path.variable == .principal || asked.contains($0.path) }
          .compactMap { seenFromElsewhere($0, as: type) }
      }
      return Dimension(path: path, aspect: .groups, choices: subsets(of: candidates.unique()))
    }
  }

  // MARK: - Constants

  /// The constants of a type that a place, or one that it is compared with, is held against.
  private func named(at path: FactPath, _ type: ValueType) -> [Choice] {
    constants(at: path).filter { $0.isOf(type) }.map(Choice.named)
  }

  /// Every constant of the kind and so many values around it that all places compared with one
  /// another can be in any order; without constants as many from this one on.
  private func neighbours(of zero: Value, at path: FactPath) -> [Choice] {
    let constants = constants(at: path).filter { $0.kind == zero.kind }
    let reach = Int64(1 + related(to: path).count)
    let values =
      constants.isEmpty
      ? (0...reach).compactMap(zero.moved)
      : constants.flatMap { constant in (-reach...reach).compactMap(constant.moved) }
    return values.unique().sorted { ($0.number ?? 0) < ($1.number ?? 0) }.map(Choice.named)
  }

  private func constants(at path: FactPath) -> [Value] {
    let paths = [path] + related(to: path)
    return atoms.filter { $0.paths.contains(where: paths.contains) }.flatMap(\.constants).unique()
  }

  /// The other places that it is compared with, directly or through others. Not through the
  /// principal's, as those are offered to every place.
  private func related(to path: FactPath) -> [FactPath] {
    var found = [path]
    var position = 0
    while position < found.count {
      let next = found[position]
      position += 1
      guard next == path || next.variable != .principal else { continue }
      for paths in atoms.map(\.paths) where paths.contains(next) {
        found += paths.filter { !found.contains($0) }
      }
    }
    return Array(found.dropFirst())
  }

  /// All subsets of a few choices; of more than six the empty set, each alone, and all together.
  private func subsets(of choices: [Choice]) -> [Choice] {
    let subsets: [[Choice]] =
      choices.count > 6
      ? [[]] + choices.map { [$0] } + [choices]
      : choices.reduce([[]]) { subsets, choice in subsets + subsets.map { $0 + [choice] } }
    return subsets.map { members in
      Choice(meaning: .members(members), value: .set(members.compactMap(\.value)))
    }
  }
}

extension FactPath {
  /// The places on the way to this one, and this one; a variable alone where it is an entity's.
  fileprivate var withPrefixes: [FactPath] {
    (parent?.withPrefixes ?? []) + (self == FactPath(.context) ? [] : [self])
  }
}

extension Value {
  /// Whether it is of a type, so far as a value shows.
  fileprivate func isOf(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.entity(let uid), .entity(let type)): uid.type == type
    case (.string, .string), (.ipAddress, .ipAddress): true
    default: false
    }
  }
}
