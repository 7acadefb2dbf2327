extension FiniteModel.Environment {
  /// The possible questions, made one by one as they are asked for.
  public struct Questions: Sequence, IteratorProtocol {
    public struct Element: Sendable {
      /// Which choice is made in each dimension.
      public let choices: [Int]
      public let question: Question
    }

    private let environment: FiniteModel.Environment
    private var upcoming: [Int]?

    init(environment: FiniteModel.Environment) {
      self.environment = environment
      upcoming = environment.dimensions.map { _ in 0 }
    }

    public mutating func next() -> Element? {
      while let choices = upcoming {
        upcoming = successor(of: choices)
        if let question = environment.question(choices) {
          return Element(choices: choices, question: question)
        }
      }
      return nil
    }

    /// Counts up, the last dimension fastest; nil after the last combination.
    private func successor(of choices: [Int]) -> [Int]? {
      var choices = choices
      for position in choices.indices.reversed() {
        choices[position] += 1
        if choices[position] < environment.dimensions[position].choices.count { return choices }
        choices[position] = 0
      }
      return nil
    }
  }

  /// The question where these choices are made; nil where they contradict one another or are
  /// impossible.
  func question(_ choices: [Int]) -> Question? {
    var world = World(
      principal: Survey.individual(FactPath(.principal), key.principal), action: key.action,
      resource: Survey.individual(FactPath(.resource), key.resource))
    for (dimension, position) in zip(dimensions, choices) {
      let choice = dimension.choices[position]
      let isSet =
        switch dimension.aspect {
        case .value: world.set(choice, at: dimension.path)
        case .groups: world.setGroups(choice, at: dimension.path)
        }
      // Where there is nothing to carry a fact it makes no difference: once is enough.
      guard isSet ?? (position == 0) else { return nil }
    }
    for (dimension, position) in zip(dimensions, choices)
    where !dimension.choices[position].isTrue(in: world) { return nil }
    guard let question = world.question, isPossible(question) else { return nil }
    return question
  }
}

extension World {
  /// Returns false where the same entity has another value already, nil where there is nothing to
  /// carry it.
  fileprivate mutating func set(_ choice: Choice, at path: FactPath) -> Bool? {
    if !path.attributes.isEmpty, let present = self[path] { return present == choice.value }
    return set(choice.value, at: path) ? true : nil
  }

  fileprivate mutating func setGroups(_ choice: Choice, at path: FactPath) -> Bool? {
    guard let uid = entity(at: path), case .set(let groups)? = choice.value else { return nil }
    let parents = groups.compactMap { group in
      if case .entity(let uid) = group { uid } else { nil }
    }
    let entity = entity(uid) ?? Entity(uid: uid)
    guard entity.parents.isEmpty || entity.parents == parents else { return false }
    put(entity.with(parents: parents))
    return true
  }
}
