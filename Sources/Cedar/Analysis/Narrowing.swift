extension FiniteModel.Environment {
  /// The same with some dimensions, by their positions, held at one choice.
  func narrowed(to fixed: [(position: Int, choice: Choice)]) -> Self {
    var dimensions = dimensions
    for (position, choice) in fixed {
      let dimension = dimensions[position]
      dimensions[position] = Dimension(
        path: dimension.path, aspect: dimension.aspect, choices: [choice])
    }
    return Self(key: key, dimensions: dimensions, isPossible: isPossible)
  }

  /// Whether what all questions have in common suffices to deny them: then the rest need not be
  /// enumerated. False says nothing.
  func isSurelyDenied(by policies: PolicySet) -> Bool {
    let open = Set(
      dimensions.filter { $0.path.attributes.isEmpty && $0.choices.count > 1 }.map(\.path.variable))
    let world = certainWorld(except: open)
    return policies.authorize(world.partialRequest(open: open), entities: world.partialEntities)
      .decision == .deny
  }

  /// What stands where there is no choice.
  private func certainWorld(except open: Set<Variable>) -> World {
    var world = emptyWorld
    for dimension in dimensions where dimension.aspect == .value && dimension.choices.count == 1 {
      // A record is not known by what it starts from: its attributes are dimensions of their own.
      guard !open.contains(dimension.path.variable), let value = dimension.choices.first?.value,
        value.kind != .record
      else { continue }
      _ = world.set(value, at: dimension.path)
    }
    return world
  }
}
