/// The members of a JSON object in their order, each key once; keys are told apart by their UTF-8
/// bytes.
///
/// Access by key takes constant time. Equality does not depend on the order of the members (RFC
/// 7493 §2.3).
public struct JSONObject: Sendable {
  private var members: [(key: String, value: JSON)] = []
  /// Where each key stands; kept only above `indexedFrom` members, as a short list is searched
  /// faster than hashed.
  private var positions: [ExactText: Int] = [:]

  private static let indexedFrom = 16

  public init() {}

  /// Takes the members in order; of two with the same key the later replaces the earlier.
  public init(_ members: some Sequence<(String, JSON)>) {
    for (key, value) in members { self[key] = value }
  }

  /// The value of a member; setting nil removes the member, setting a new key appends it.
  public subscript(key: String) -> JSON? {
    get {
      position(of: key).map { members[$0].value }
    }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): add(key, value)
      case (nil, nil): break
      }
    }
  }

  /// Adds a member at the end, or does nothing and returns false where the key is taken.
  public mutating func append(_ key: String, _ value: JSON) -> Bool {
    guard position(of: key) == nil else { return false }
    add(key, value)
    return true
  }

  private func position(of key: String) -> Int? {
    let key = ExactText(key)
    guard positions.isEmpty else { return positions[key] }
    return members.firstIndex { ExactText($0.key) == key }
  }

  private mutating func add(_ key: String, _ value: JSON) {
    members.append((key, value))
    if positions.isEmpty {
      indexIfLong()
    } else {
      positions[ExactText(key)] = members.count - 1
    }
  }

  private mutating func remove(at position: Int) {
    members.remove(at: position)
    positions = [:]
    indexIfLong()
  }

  private mutating func indexIfLong() {
    guard members.count >= Self.indexedFrom else { return }
    for (position, member) in members.enumerated() { positions[ExactText(member.key)] = position }
  }
}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { members.startIndex }
  public var endIndex: Int { members.endIndex }
  public subscript(position: Int) -> (key: String, value: JSON) { members[position] }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    // A sum, because objects that differ only in order are equal.
    var sum = 0
    for (key, value) in members {
      var member = Hasher()
      member.combine(ExactText(key))
      member.combine(value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral members: (String, JSON)...) {
    self.init(members)
  }
}
