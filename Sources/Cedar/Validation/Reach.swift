/// How far from the variables of a request the entities are that a value is or holds: the number
/// of dereferences on the way (RFC 76, Lean `Levels`).
struct Reach {
  private(set) var depth = 0
  /// Where entity literals stand that the value may be: literals cannot be dereferenced.
  private(set) var literals: [Int] = []
  /// Of the members of a record literal.
  private var members: [ExactString: Reach] = [:]

  static let variable = Reach()

  static func literal(at offset: Int) -> Reach {
    var reach = Reach()
    reach.literals = [offset]
    return reach
  }

  static func record(_ members: [ExactString: Reach]) -> Reach {
    var reach = Reach()
    reach.members = members
    return reach
  }

  /// One dereference further.
  var dereferenced: Reach {
    var reach = Reach()
    reach.depth = depth + 1
    return reach
  }

  /// Of a member of the record that this reaches.
  func member(_ name: ExactString) -> Reach {
    var reach = Reach()
    reach.depth = depth
    reach.literals = literals
    return members[name].map { reach.joined($0) } ?? reach
  }

  /// Of a value that is one or the other.
  func joined(_ other: Reach) -> Reach {
    var reach = self
    reach.depth = max(depth, other.depth)
    reach.literals += other.literals
    reach.members.merge(other.members) { $0.joined($1) }
    return reach
  }
}
