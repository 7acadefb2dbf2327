/// A value of the language.
///
/// Equal values have the same kind; comparing different kinds is no error, they just differ.
public enum Value: Hashable, Sendable {
  case bool(Bool)
  case long(Int64)
  case string(ExactString)
  case entity(EntityUID)
  case set(ValueSet)
  case record(Record)
  case decimal(Decimal)
  case ipAddress(IPAddress)
  case datetime(Datetime)
  case duration(Duration)

  public static func string(_ text: String) -> Value {
    .string(ExactString(text))
  }

  public static func set(_ elements: [Value]) -> Value {
    .set(ValueSet(elements))
  }
}

extension Value {
  /// What sort of value it is.
  public enum Kind: String, Hashable, Sendable {
    case bool = "Bool"
    case long = "Long"
    case string = "String"
    case entity = "entity"
    case set = "Set"
    case record = "record"
    case decimal
    case ipAddress = "ipaddr"
    case datetime, duration
  }

  public var kind: Kind {
    switch self {
    case .bool: .bool
    case .long: .long
    case .string: .string
    case .entity: .entity
    case .set: .set
    case .record: .record
    case .decimal: .decimal
    case .ipAddress: .ipAddress
    case .datetime: .datetime
    case .duration: .duration
    }
  }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .long(value) }
  public init(stringLiteral value: String) { self = .string(ExactString(value)) }
  public init(arrayLiteral elements: Value...) { self = .set(ValueSet(elements)) }
  public init(dictionaryLiteral members: (ExactString, Value)...) {
    self = .record(Record(members))
  }
}

extension Value: CustomStringConvertible {
  /// As policies write it.
  public var description: String {
    switch self {
    case .bool(let value): "\(value)"
    case .long(let value): "\(value)"
    case .string(let text): text.quoted
    case .entity(let uid): "\(uid)"
    case .set(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .record(let record):
      "{\(record.map { "\($0.name.quoted): \($0.value)" }.joined(separator: ", "))}"
    case .decimal(let value): "decimal(\"\(value)\")"
    case .ipAddress(let value): "ip(\"\(value)\")"
    case .datetime(let value): "\(value)"
    case .duration(let value): "duration(\"\(value)\")"
    }
  }
}
