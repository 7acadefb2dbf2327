/// A statement and the values bound to its placeholders.
///
/// Made from literals only: what is interpolated is bound, never spliced into the text, and a `String` that exists at
/// run time cannot become a statement.
///
/// ```swift
/// let filter: SQL = "state = \(state)"
/// try connection.rows("SELECT id FROM book WHERE \(filter) AND id IN \(ids)") { try $0(0) as String }
/// ```
public struct SQL: Sendable {
  public private(set) var text: String
  public private(set) var bindings: [SQLValue]

  /// A statement whose text was made by a program, such as a compiler of filters. Whoever calls this answers for the text.
  public init(unchecked text: String, bindings: [SQLValue] = []) {
    self.text = text
    self.bindings = bindings
  }

  public var isEmpty: Bool { text.isEmpty }

  public mutating func append(_ other: SQL) {
    text += other.text
    bindings += other.bindings
  }

  public static func += (left: inout SQL, right: SQL) { left.append(right) }

  public static func + (left: SQL, right: SQL) -> SQL {
    var result = left
    result.append(right)
    return result
  }
}

extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral literal: StaticString) {
    self.init(unchecked: literal.description)
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL(unchecked: "")

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql.text.reserveCapacity(literalCapacity + interpolationCount)
      sql.bindings.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      sql.text += literal.description
    }

    /// One bound value.
    public mutating func appendInterpolation(_ value: some Bindable) {
      bind(value.sqlValue, placeholder: "?")
    }

    /// One bound value or NULL. Apart from the one above since the compiler warns of an optional taken as just any value.
    public mutating func appendInterpolation(_ value: (some Bindable)?) {
      bind(value.sqlValue, placeholder: "?")
    }

    /// A list of bound values in parentheses, as `IN` takes it; empty is allowed and matches nothing.
    public mutating func appendInterpolation(_ values: [some Bindable]) {
      sql.text += "("
      for (index, value) in values.enumerated() {
        bind(value.sqlValue, placeholder: index == 0 ? "?" : ",?")
      }
      sql.text += ")"
    }

    /// Another piece of a statement, with its bindings.
    public mutating func appendInterpolation(_ piece: SQL) {
      sql.append(piece)
    }

    private mutating func bind(_ value: SQLValue, placeholder: String) {
      sql.text += placeholder
      sql.bindings.append(value)
    }
  }
}

extension Sequence<SQL> {
  /// One after the other with the separator between them: `conditions.joined(separator: " AND ")`.
  public func joined(separator: SQL) -> SQL {
    var result = SQL(unchecked: "")
    for (index, piece) in enumerated() {
      if index > 0 { result.append(separator) }
      result.append(piece)
    }
    return result
  }
}
