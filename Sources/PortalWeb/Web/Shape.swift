import JSON
import Portal

/// The shape of a value that the API answers, as its description tells it (JSON Schema 2020-12).
indirect enum Shape: Sendable {
  /// At most so many characters, where there is a limit.
  case string(maximum: Int?)
  case flag
  case integer(ClosedRange<Int>)
  case number
  /// A UUID.
  case id
  /// RFC 3339, UTC.
  case instant
  /// A day, `2026-11-21`.
  case day
  case choice([String])
  /// A month, `2026-11`.
  case month
  /// A value or `null`.
  case nullable(Shape)
  case either(Shape, Shape)
  case list(Shape)
  /// Members of names that are not known beforehand.
  case map(Shape)
  /// Anything at all.
  case any
  /// An object of exactly these members; see `record`.
  case object(name: String, members: [Member])

  struct Member: Sendable {
    let name: String
    let shape: Shape
    let isOptional: Bool

    /// A name that ends in `?` is that of a member that may be missing.
    init(_ name: String, _ shape: Shape) {
      isOptional = name.hasSuffix("?")
      self.name = isOptional ? String(name.dropLast()) : name
      self.shape = shape
    }
  }

  static let text = Shape.string(maximum: nil)

  /// A whole number of at least 0.
  static let count = Shape.integer(0...Int.max)

  /// An object that the description knows by a name; no members but these may be there.
  static func record(_ name: String, _ members: KeyValuePairs<String, Shape>) -> Shape {
    .object(name: name, members: Self.members(members))
  }

  /// A page of a list, as `Page.json` makes it.
  static func page(of item: Shape, with more: KeyValuePairs<String, Shape> = [:]) -> Shape {
    record(
      item.name + "Page", ["items": .list(item), "total": .count, "next": .nullable(.text)]
    ).extended(item.name + "Page", more)
  }

  /// A record with further members, under another name.
  func extended(_ name: String, _ more: KeyValuePairs<String, Shape>) -> Shape {
    guard case .object(_, let members) = self else { return self }
    return .object(name: name, members: members + Self.members(more))
  }

  /// A value among the cases of an enumeration.
  static func choice<Value: CaseIterable & RawRepresentable>(of type: Value.Type) -> Shape
  where Value.RawValue == String {
    .choice(type.allCases.map(\.rawValue))
  }

  private static func members(_ pairs: KeyValuePairs<String, Shape>) -> [Member] {
    pairs.map { Member($0.key, $0.value) }
  }

  private var name: String { if case .object(let name, _) = self { name } else { "" } }
}

extension Shape {
  /// The schema; records stand in it as references to the description's components.
  var schema: JSON {
    switch self {
    case .string(nil): ["type": "string"]
    case .string(let maximum?): ["type": "string", "maxLength": JSON(maximum)]
    case .flag: ["type": "boolean"]
    case .integer(let range):
      ["type": "integer", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)]
    case .number: ["type": "number"]
    case .id: ["type": "string", "format": "uuid"]
    case .instant: ["type": "string", "format": "date-time"]
    case .day: ["type": "string", "format": "date"]
    case .month: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"]
    case .choice(let values): ["type": "string", "enum": .array(values.map(JSON.string))]
    case .nullable(let shape): ["anyOf": [shape.schema, ["type": "null"]]]
    case .either(let one, let other): ["anyOf": [one.schema, other.schema]]
    case .list(let item): ["type": "array", "items": item.schema]
    case .map(let value): ["type": "object", "additionalProperties": value.schema]
    case .any: .object([:])
    case .object(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
    }
  }

  /// Every record in the shape, itself included, by the name that the description knows it by.
  var records: [(name: String, schema: JSON)] {
    switch self {
    case .nullable(let shape), .list(let shape), .map(let shape): return shape.records
    case .either(let one, let other): return one.records + other.records
    case .object(let name, let members):
      let schema: JSON = [
        "type": "object", "additionalProperties": false,
        "required": .array(members.filter { !$0.isOptional }.map { .string($0.name) }),
        "properties": .object(JSONObject(members.map { ($0.name, $0.shape.schema) })),
      ]
      return [(name, schema)] + members.flatMap(\.shape.records)
    case .string, .flag, .integer, .number, .id, .instant, .day, .month, .choice, .any: return []
    }
  }
}
