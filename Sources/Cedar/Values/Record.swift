/// Named values, each name once: attributes of an entity, tags, the context, or a value of their
/// own.
public struct Record: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public let name: ExactString
    public let value: Value
  }

  /// Sorted by name.
  private var members: [Member] = []

  public init() {}

  /// Of two members with the same name the later replaces the earlier.
  public init(_ members: some Sequence<(ExactString, Value)>) {
    // Sorted at once: put in one by one, each would move those behind it.
    let sorted = members.map { Member(name: $0, value: $1) }.sorted { $0.name < $1.name }
    for member in sorted {
      // The sort is stable, so that the later of the same name comes later.
      if self.members.last?.name == member.name { self.members.removeLast() }
      self.members.append(member)
    }
  }

  /// The value of that name; setting nil removes it.
  public subscript(name: ExactString) -> Value? {
    get {
      let position = position(of: name)
      guard position < members.count, members[position].name == name else { return nil }
      return members[position].value
    }
    set {
      let position = position(of: name)
      let exists = position < members.count && members[position].name == name
      switch (exists, newValue) {
      case (true, let value?): members[position] = Member(name: name, value: value)
      case (true, nil): members.remove(at: position)
      case (false, let value?): members.insert(Member(name: name, value: value), at: position)
      case (false, nil): break
      }
    }
  }

  public func contains(_ name: ExactString) -> Bool {
    let position = position(of: name)
    return position < members.count && members[position].name == name
  }

  /// Where the member stands or would have to be put.
  private func position(of name: ExactString) -> Int {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Record: RandomAccessCollection {
  public var startIndex: Int { members.startIndex }
  public var endIndex: Int { members.endIndex }
  public subscript(position: Int) -> Member { members[position] }
}

extension Record: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral members: (ExactString, Value)...) {
    self.init(members)
  }

  public init(_ members: [String: Value]) {
    self.init(members.lazy.map { (ExactString($0.key), $0.value) })
  }
}
