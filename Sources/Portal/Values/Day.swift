public import SQLite

/// A day of the calendar, written `2026-11-21` (RFC 3339 full-date); years 1900 to 2999.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let daysSince1970: Int

  public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// `nil` unless the text is a date that exists.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var result = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        result = result * 10 + Int(byte - 0x30)
      }
      return result
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    // Days of the proleptic Gregorian calendar, counted in years that start in March.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince1970 = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  public static func < (left: Day, right: Day) -> Bool { left.daysSince1970 < right.daysSince1970 }

  public func adding(days: Int) -> Day { Day(daysSince1970: daysSince1970 + days) }

  public var description: String {
    let parts = parts
    return "\(padded(parts.year, to: 4))-\(padded(parts.month))-\(padded(parts.day))"
  }

  /// The first moment of this day in UTC.
  public var start: Instant { Instant(milliseconds: Int64(daysSince1970) * 86_400_000) }
}

extension Day: Bindable, ColumnReadable {
  public var sqlValue: SQLValue { .text(description) }

  public static func read(from row: Row, at column: Int) throws -> Day {
    let text: String = try row(column)
    guard let day = Day(text) else { throw PortalError.damaged("not a day: \(text)") }
    return day
  }
}

/// A half-open span of days: the first day counts, the end day does not.
public struct Period: Hashable, Sendable {
  public let start: Day
  public let end: Day

  /// `nil` unless the end is after the start.
  public init?(start: Day, end: Day) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  public func contains(_ day: Day) -> Bool { start <= day && day < end }

  public func overlaps(_ other: Period) -> Bool { start < other.end && other.start < end }

  public var days: Int { end.daysSince1970 - start.daysSince1970 }
}
