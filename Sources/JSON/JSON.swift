/// A JSON value (RFC 8259), as read strictly from bytes or built by literals to be written.
///
/// Numbers without fraction and exponent that fit are `integer`; all others are `number`, so `1`
/// and `1.0` differ. Strings are equal when their UTF-8 bytes are; objects are equal whatever the
/// order of their members.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON: Hashable {
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let text): hasher.combine(ExactText(text))
    case .array(let items): hasher.combine(items)
    case .object(let object): hasher.combine(object)
    }
  }
}

// MARK: - Reading a value

extension JSON {
  /// The text of a string; nil for every other kind of value.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of an `integer`; nil for every other kind, `1.0` included.
  public var int: Int? {
    if case .integer(let value) = self { Int(exactly: value) } else { nil }
  }

  /// The value of a `number` or an `integer`, the latter rounded to the nearest `Double`.
  public var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The items of an array; nil for every other kind of value.
  public var items: [JSON]? {
    if case .array(let items) = self { items } else { nil }
  }

  /// The members of an object; nil for every other kind of value.
  public var members: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The member of that name; nil where there is none or this is no object.
  public subscript(key: String) -> JSON? {
    members?[key]
  }

  /// The item at `index`; nil outside the array or where this is none.
  public subscript(index: Int) -> JSON? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }
}

// MARK: - Literals

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral items: JSON...) { self = .array(items) }

  /// Keeps the order of the members; of two members with the same key the later replaces the
  /// earlier.
  public init(dictionaryLiteral members: (String, JSON)...) { self = .object(JSONObject(members)) }
}
