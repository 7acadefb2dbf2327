/// What validation knows of an expression's value before there is one (Lean `CedarType`, and what
/// permissive mode adds to it).
public indirect enum StaticType: Hashable, Sendable {
  /// No value at all: the type of the elements of `[]`.
  case never
  /// A boolean; with a value where it is the same for every request.
  case bool(always: Bool?)
  case long
  case string
  /// An entity of one of these types; strict mode knows sets of one type only.
  case entity(Set<EntityType>)
  case anyEntity
  /// nil for elements of any type.
  case set(StaticType?)
  case record(StaticRecord)
  case decimal
  case ipAddress
  case datetime
  case duration
}

/// The members of a record, by name.
public struct StaticRecord: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    public let type: StaticType
    public let isRequired: Bool
  }

  public let attributes: [ExactString: Attribute]
  /// Whether there may be members besides these.
  public let isOpen: Bool
}

extension StaticType {
  static let bool = StaticType.bool(always: nil)
  static let anySet = StaticType.set(nil)
  static let anyRecord = StaticType.record(StaticRecord(attributes: [:], isOpen: true))

  static func entity(_ type: EntityType) -> StaticType {
    .entity([type])
  }

  init(_ type: ValueType) {
    switch type {
    case .bool: self = .bool
    case .long: self = .long
    case .string: self = .string
    case .entity(let type): self = .entity(type)
    case .set(let element): self = .set(StaticType(element))
    case .record(let record): self = .record(StaticRecord(record))
    case .decimal: self = .decimal
    case .ipAddress: self = .ipAddress
    case .datetime: self = .datetime
    case .duration: self = .duration
    }
  }

  /// Whether `<` and `<=` are defined on it.
  var isOrdered: Bool {
    switch self {
    case .long, .datetime, .duration: true
    default: false
    }
  }
}

extension StaticRecord {
  init(_ type: RecordType) {
    attributes = type.attributes.mapValues {
      Attribute(type: StaticType($0.type), isRequired: $0.isRequired)
    }
    isOpen = false
  }
}

extension StaticType: CustomStringConvertible {
  /// As a schema writes it; what no schema can write in words.
  public var description: String {
    switch self {
    case .never: "nothing"
    case .bool(let value): value.map { "always \($0)" } ?? "Bool"
    case .long: "Long"
    case .string: "String"
    case .entity(let types): types.map(\.description).sorted().joined(separator: " or ")
    case .anyEntity: "an entity"
    case .set(let element): element.map { "Set<\($0)>" } ?? "a set"
    case .record(let record): record.description
    case .decimal: "decimal"
    case .ipAddress: "ipaddr"
    case .datetime: "datetime"
    case .duration: "duration"
    }
  }
}

extension StaticRecord: CustomStringConvertible {
  public var description: String {
    guard !attributes.isEmpty || !isOpen else { return "a record" }
    let members = attributes.sorted { $0.key < $1.key }.map { name, attribute in
      "\(name.quoted)\(attribute.isRequired ? "" : "?"): \(attribute.type)"
    }
    return "{\((members + (isOpen ? ["…"] : [])).joined(separator: ", "))}"
  }
}
