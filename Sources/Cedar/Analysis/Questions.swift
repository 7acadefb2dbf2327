extension FiniteModel.Environment {
  /// The possible questions, made one by one as they are asked for.
  public struct Questions: Sequence, IteratorProtocol {
    public struct Element: Sendable {
      /// Which choice is made in each dimension.
      public let choices: [Int]
      public let question: Question
    }

    private let environment: FiniteModel.Environment
    /// The choices to look at next; nil after the last.
    private var upcoming: [Int]?
    /// The world after the choices of so many dimensions, nil from where they contradict.
    private var worlds: [World?]

    init(environment: FiniteModel.Environment) {
      self.environment = environment
      upcoming = environment.dimensions.map { _ in 0 }
      worlds = [environment.emptyWorld]
    }

    public mutating func next() -> Element? {
      while let choices = upcoming {
        for position in choices.indices.dropFirst(worlds.count - 1) {
          worlds.append(
            environment.world(worlds[position], choosing: choices[position], at: position))
          // Whatever the later dimensions say, this cannot be.
          if worlds[position + 1] == nil { break }
        }
        let world = worlds.count > choices.count ? worlds[choices.count] : nil
        advance(from: worlds.count - 1)
        if let question = world.flatMap({ environment.question($0, choices) }) {
          return Element(choices: choices, question: question)
        }
      }
      return nil
    }

    /// Counts up, the last dimension that matters fastest.
    private mutating func advance(from last: Int) {
      guard var choices = upcoming else { return }
      for position in choices.indices.prefix(last).reversed() {
        choices[position] += 1
        if choices[position] < environment.dimensions[position].choices.count {
          upcoming = choices
          worlds.removeLast(worlds.count - 1 - position)
          return
        }
        choices[position] = 0
      }
      upcoming = nil
    }
  }

  /// The question where these choices are made; nil where they contradict one another or are
  /// impossible.
  func question(_ choices: [Int]) -> Question? {
    var world: World? = emptyWorld
    for (position, choice) in choices.enumerated() {
      world = self.world(world, choosing: choice, at: position)
    }
    return world.flatMap { question($0, choices) }
  }

  /// With nothing but the request itself.
  var emptyWorld: World {
    World(
      principal: FactPath(.principal).individual(key.principal), action: key.action,
      resource: FactPath(.resource).individual(key.resource))
  }

  /// The world with one more choice made; nil where it contradicts those before.
  fileprivate func world(_ world: World?, choosing position: Int, at index: Int) -> World? {
    guard var world else { return nil }
    let dimension = dimensions[index]
    let choice = dimension.choices[position]
    let isSet =
      switch dimension.aspect {
      case .value: world.set(choice, at: dimension.path)
      case .groups: world.setGroups(choice, at: dimension.path)
      }
    // Where there is nothing to carry a fact it makes no difference: once is enough.
    return isSet ?? (position == 0) ? world : nil
  }

  fileprivate func question(_ world: World, _ choices: [Int]) -> Question? {
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
