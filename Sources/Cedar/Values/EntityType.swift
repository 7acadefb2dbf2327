/// The type of an entity, with its namespace: `User`, `Shop::Order`.
public struct EntityType: Hashable, Sendable {
  /// In normal form: identifiers joined by `::`, no space.
  public let name: ExactString
  /// Whether entities of this type are actions: the last part of its name is `Action`.
  public let isAction: Bool

  /// Takes `name` as it is; a name that is no path of identifiers merely equals none that a policy
  /// can spell.
  public init(_ name: String) {
    self.name = ExactString(name)
    isAction = "::\(name)".utf8.suffix(8).elementsEqual("::Action".utf8)
  }

  /// Takes a name from outside; nil unless it is in normal form and free of reserved words.
  public init?(parsing name: String) {
    guard Identifier.isPath(name) else { return nil }
    self.init(name)
  }

  public static func == (left: EntityType, right: EntityType) -> Bool {
    left.name == right.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

extension EntityType: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral name: String) { self.init(name) }
  public var description: String { name.text }
}
