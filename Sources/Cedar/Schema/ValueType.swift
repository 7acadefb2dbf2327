/// What a schema says a value is.
public indirect enum ValueType: Hashable, Sendable {
  case bool
  case long
  case string
  case entity(EntityType)
  case set(ValueType)
  case record(RecordType)
  case decimal
  case ipAddress
  case datetime
  case duration
}

/// The members that a record of a type has, or may have; it has no others.
public struct RecordType: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    public let type: ValueType
    public let isRequired: Bool
  }

  public let attributes: [ExactString: Attribute]

  public static let empty = RecordType(attributes: [:])
}

extension ValueType {
  /// Types nested deeper than this are refused when a schema is read, so that no walk over one
  /// exhausts the stack.
  static let maximumDepth = 200

  /// Types with more parts than this, names resolved, are refused too: common types within one
  /// another could double them at each step.
  static let maximumSize = 100_000

  /// The types that need no declaration, by name (RFC 24).
  static let builtIn: [String: ValueType] = [
    "Bool": .bool, "Long": .long, "String": .string, "decimal": .decimal, "ipaddr": .ipAddress,
    "datetime": .datetime, "duration": .duration,
  ]

  /// The function that makes a value of this type from a string; nil where none does.
  var constructor: ExtensionFunction? {
    switch self {
    case .decimal: .decimal
    case .ipAddress: .ip
    case .datetime: .datetime
    case .duration: .duration
    default: nil
    }
  }
}
