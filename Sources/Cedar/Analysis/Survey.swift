/// Finds what of an environment can make a difference to policies.
struct Survey {
  private let key: FiniteModel.Environment.Key
  private let schema: Schema
  private let atoms: [Atom]
  /// The places to vary, with what the schema says of them, in the order of the dimensions.
  private let places: [(path: FactPath, attribute: RecordType.Attribute)]
  let blindSpots: [SourcePosition]

  init(
    _ key: FiniteModel.Environment.Key, _ schema: Schema, _ sets: [PolicySet],
    including: [FactPath]
  ) {
    self.key = key
    self.schema = schema
    let policies = sets.flatMap { $0.policies(for: key.action) }.filter {
      $0.principal.admits(key.principal) && $0.resource.admits(key.resource)
    }
    let atoms = policies.flatMap(Atom.atoms).unique()
    self.atoms = atoms
    blindSpots = policies.flatMap(\.blindSpots)
    places = (atoms.flatMap(\.paths) + including).flatMap(\.withPrefixes).unique().sorted()
      .compactMap { path in schema.attribute(at: path, key).map { (path, $0) } }
  }

  /// The entity that stands for whatever is at a place and nowhere else.
  static func individual(_ path: FactPath, _ type: EntityType) -> EntityUID {
    EntityUID(type: type, id: path.description)
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

  // MARK: - Entities

  /// Every member of an enumerated type; else the constants, the principal's own, those that it is
  /// compared with, and another.
  private func entities(at path: FactPath, _ type: EntityType) -> [Choice] {
    if let members = schema.entityTypes[type]?.choices {
      return members.map { .named(.entity(EntityUID(type: type, id: $0.text))) }
    }
    let own = Choice(
      meaning: .another, value: .entity(Self.individual(path, type)))
    return constants(at: path).filter { $0.isEntity(of: type) }.map(Choice.named)
      + others(for: path, type) + [own]
  }

  /// The individuals of other places that may stand at this one too.
  private func others(for path: FactPath, _ type: EntityType) -> [Choice] {
    let related = related(to: path)
    return places.compactMap { place in
      let isPrincipals = place.path.variable == .principal && path.variable != .principal
      guard place.path < path, isPrincipals || related.contains(place.path) else { return nil }
      return individual(at: place.path, place.attribute.type, of: type)
    }
  }

  /// The own individual of another place, if it is of a type.
  private func individual(
    at path: FactPath, _ found: ValueType, of type: EntityType
  ) -> Choice? {
    let value = Value.entity(Self.individual(path, type))
    return switch found {
    case .entity(type): Choice(meaning: .same(as: path), value: value)
    case .set(.entity(type)): Choice(meaning: .element(of: path), value: value)
    default: nil
    }
  }

  /// What entities are in, where policies ask that with `in`.
  private var groups: [Dimension] {
    let questions: [(FactPath, Atom.Term)] = atoms.compactMap { atom in
      if case .relation(.in, .path(let path), let group) = atom { (path, group) } else { nil }
    }
    return questions.map(\.0).unique().compactMap { path in
      guard case .entity(let type)? = schema.attribute(at: path, key)?.type else { return nil }
      let types = schema.ancestorTypes(of: type)
      guard !types.isEmpty else { return nil }
      let asked = questions.filter { $0.0 == path }.map(\.1)
      let constants = asked.compactMap(\.constant).flatMap { constant in
        if case .set(let elements) = constant { Array(elements) } else { [constant] }
      }
      let named = constants.filter { constant in types.contains { constant.isEntity(of: $0) } }
      let paths = asked.compactMap(\.path)
      let individuals = places.compactMap { place -> Choice? in
        guard place.path.variable == .principal || paths.contains(place.path) else { return nil }
        return types.lazy.compactMap {
          individual(at: place.path, place.attribute.type, of: $0)
        }.first
      }
      return Dimension(
        path: path, aspect: .groups,
        choices: subsets(of: named.unique().map(Choice.named) + individuals))
    }
  }

  // MARK: - Other values

  /// The constants of the policies, their neighbours where there is an order, and another.
  private func values(at path: FactPath, _ type: ValueType) -> [Choice] {
    let constants = ([path] + related(to: path)).flatMap { self.constants(at: $0) }
    switch type {
    case .bool: return [.named(false), .named(true)]
    case .string:
      let another = Choice(meaning: .another, value: .string("another: \(path)"))
      return constants.filter { $0.kind == .string && $0 != another.value }.unique()
        .map(Choice.named) + [another]
    case .long: return neighbours(in: constants, of: .long(0))
    case .decimal: return neighbours(in: constants, of: .decimal(Value.Decimal(scaled: 0)))
    case .datetime: return neighbours(in: constants, of: .datetime(Value.Datetime(milliseconds: 0)))
    case .duration: return neighbours(in: constants, of: .duration(Value.Duration(milliseconds: 0)))
    case .ipAddress:
      let none = Value.IPAddress(parsing: "0.0.0.0").map { [Value.ipAddress($0)] } ?? [Value]()
      return (constants.filter { $0.kind == .ipAddress } + none).unique().map(Choice.named)
    case .entity(let type): return entities(at: path, type)
    case .set(let element): return subsets(of: values(at: path, element))
    case .record: return [.named([:])]
    }
  }

  /// Every constant of the kind with the values next to it, in order; without any, this and the
  /// next.
  private func neighbours(in constants: [Value], of zero: Value) -> [Choice] {
    let constants = constants.filter { $0.kind == zero.kind }
    let values: [Value] =
      constants.isEmpty
      ? [zero, zero.moved(by: 1)].compactMap(\.self)
      : constants.flatMap { constant in [-1, 0, 1].compactMap { constant.moved(by: $0) } }
    return values.unique().sorted { ($0.number ?? 0) < ($1.number ?? 0) }.map(Choice.named)
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

  private func constants(at path: FactPath) -> [Value] {
    atoms.filter { $0.paths.contains(path) }.flatMap(\.constants).unique()
  }

  /// The other places that some policy compares it with.
  private func related(to path: FactPath) -> [FactPath] {
    atoms.map(\.paths).filter { $0.contains(path) }.flatMap(\.self).filter { $0 != path }.unique()
  }
}

extension FactPath {
  /// The places on the way to this one, and this one; a variable alone where it is an entity's.
  fileprivate var withPrefixes: [FactPath] {
    (parent?.withPrefixes ?? []) + (self == FactPath(.context) ? [] : [self])
  }
}

extension Value {
  fileprivate func isEntity(of type: EntityType) -> Bool {
    if case .entity(let uid) = self { uid.type == type } else { false }
  }
}
