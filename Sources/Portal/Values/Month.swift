public import SQLite

/// A month of the calendar in UTC, written `2026-11`.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Its first day.
  public let start: Day

  /// The month that a day is in.
  public init(of day: Day) { start = day.adding(days: 1 - day.parts.day) }

  /// `nil` unless the text is a month that exists.
  public init?(_ text: String) {
    guard let start = Day(text + "-01") else { return nil }
    self.start = start
  }

  public var next: Month { Month(of: start.adding(days: 31)) }

  public func adding(months: Int) -> Month {
    let count = year * 12 + start.parts.month - 1 + months
    return Month("\(padded(count / 12, to: 4))-\(padded(count % 12 + 1))") ?? self
  }

  public var year: Int { start.parts.year }

  public var description: String { String(start.description.prefix(7)) }

  public static func < (left: Month, right: Month) -> Bool { left.start < right.start }
}

extension Month: Bindable, ColumnReadable {
  public var sqlValue: SQLValue { .text(description) }

  public static func read(from row: Row, at column: Int) throws -> Month {
    let text: String = try row(column)
    guard let month = Month(text) else { throw PortalError.damaged("not a month: \(text)") }
    return month
  }
}
