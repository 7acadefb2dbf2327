/// A piece of SQL: text with `?` for each value bound, and the values in their order.
public struct SQLExpression: Hashable, Sendable {
  public fileprivate(set) var text: String
  public fileprivate(set) var bindings: [SQLBinding] = []

  /// Text without values to bind.
  init(_ text: String) {
    self.text = text
  }
}

/// A value to bind.
public enum SQLBinding: Hashable, Sendable {
  /// A number, a truth value (0, 1), an instant or a span of time (milliseconds), a decimal number
  /// (times 10,000).
  case integer(Int64)
  /// A string, or the id of an entity.
  case text(ExactString)
}

// Pieces are put together as strings are; what is interpolated brings its values along.
extension SQLExpression: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    self.init(text)
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql = SQLExpression("")

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) {
      sql.text += text
    }

    public mutating func appendInterpolation(_ piece: SQLExpression) {
      sql.text += piece.text
      sql.bindings += piece.bindings
    }

    public mutating func appendInterpolation(_ pieces: [SQLExpression], separator: String) {
      for (position, piece) in pieces.enumerated() {
        if position > 0 { sql.text += separator }
        appendInterpolation(piece)
      }
    }

    /// A name or a piece of SQL from the field map.
    public mutating func appendInterpolation(sql text: String) {
      sql.text += text
    }

    public mutating func appendInterpolation(_ value: SQLBinding) {
      sql.text += "?"
      sql.bindings.append(value)
    }
  }
}
