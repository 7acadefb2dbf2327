/// What a part of a policy is in SQL.
enum Term {
  case constant(Value)
  /// It is an error on every row.
  case failure
  case truth(Formula)
  case scalar(Scalar)
  case set(StoredSet)
}

/// A value that stands in one column, or is reckoned from such; NULL where there is an error.
struct Scalar {
  /// How it came about.
  enum Origin {
    /// The id of the row that is being listed.
    case row
    case stored
    /// Reckoned with `+`, `-` or `*`: SQLite goes on in floating point where 64 bits do not do, and
    /// stays there, so that the result shows it.
    case unchecked
  }

  private let raw: SQLExpression
  let type: ValueType
  let mayFail: Bool
  let origin: Origin

  init(_ raw: SQLExpression, _ type: ValueType, mayFail: Bool, origin: Origin = .stored) {
    self.raw = raw
    self.type = type
    self.mayFail = mayFail
    self.origin = origin
  }

  /// May stand as an operand anywhere.
  var sql: SQLExpression {
    origin == .unchecked ? "CASE WHEN typeof(\(raw)) = 'integer' THEN \(raw) END" : raw
  }

  /// For an operand of `+`, `-` or `*`: what comes of it is checked.
  var operand: SQLExpression { raw }

  /// Holds where there is no error.
  var isDefined: Formula {
    mayFail ? .test(.isPresent(sql)) : .constant(true)
  }
}

/// A set with a row in a side table for each element.
struct StoredSet {
  let side: EntityTable.SideTable
  let elementType: ValueType
  let owner: SQLExpression
  /// Holds where there is such a set, be it empty.
  let exists: Formula
}

extension Value {
  /// As it stands in a column of that type; nil where it is of another type.
  func binding(as type: ValueType) -> SQLBinding? {
    switch (self, type) {
    case (.bool(let value), .bool): .integer(value ? 1 : 0)
    case (.long(let value), .long): .integer(value)
    case (.string(let text), .string): .text(text)
    case (.entity(let uid), .entity(let type)): uid.type == type ? .text(uid.id) : nil
    case (.decimal(let value), .decimal): .integer(value.scaled)
    case (.datetime(let value), .datetime): .integer(value.milliseconds)
    case (.duration(let value), .duration): .integer(value.milliseconds)
    default: nil
    }
  }

  /// The type of a column that holds it; nil where none does.
  var columnType: ValueType? {
    switch self {
    case .bool: .bool
    case .long: .long
    case .string: .string
    case .entity(let uid): .entity(uid.type)
    case .decimal: .decimal
    case .datetime: .datetime
    case .duration: .duration
    case .set, .record, .ipAddress: nil
    }
  }
}
