/// What can be read from a column. An enum with a readable raw value needs only to say that it conforms.
public protocol ColumnReadable {
  static func read(from row: Row, at column: Int) throws -> Self
}

extension ColumnReadable where Self: RawRepresentable, RawValue: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Self {
    guard let value = Self(rawValue: try row(column)) else {
      throw row.mismatch(column, wanted: "a known \(Self.self)")
    }
    return value
  }
}

extension Int64: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Int64 { try row.integer(column) }
}

extension Int: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Int {
    guard let value = Int(exactly: try row.integer(column)) else {
      throw row.mismatch(column, wanted: "an Int")
    }
    return value
  }
}

extension Bool: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Bool {
    switch try row.integer(column) {
    case 0: return false
    case 1: return true
    default: throw row.mismatch(column, wanted: "0 or 1")
    }
  }
}

extension Double: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Double { try row.real(column) }
}

extension String: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> String {
    guard let text = try row.withText(column, { String(validating: $0, as: UTF8.self) }) else {
      throw row.mismatch(column, wanted: "UTF-8")
    }
    return text
  }
}

extension [UInt8]: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> [UInt8] { try row.blob(column) }
}

extension Optional: ColumnReadable where Wrapped: ColumnReadable {
  public static func read(from row: Row, at column: Int) throws -> Wrapped? {
    row.isNull(column) ? nil : try Wrapped.read(from: row, at: column)
  }
}
