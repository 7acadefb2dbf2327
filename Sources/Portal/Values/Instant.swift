public import SQLite

/// A moment, in whole milliseconds since 1970-01-01 UTC.
public struct Instant: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Reads what `rfc3339` writes, and nothing else: UTC, to the second.
  public init?(rfc3339 text: String) {
    let clock = text.utf8.dropFirst(10).split(separator: UInt8(ascii: ":"))
    guard text.utf8.count == 20, text.utf8.dropFirst(10).first == UInt8(ascii: "T"),
      text.utf8.last == UInt8(ascii: "Z"), clock.count == 3, let day = Day(String(text.prefix(10))),
      let hours = Int64(String(text.dropFirst(11).prefix(2))), (0...23).contains(hours),
      let minutes = Int64(String(text.dropFirst(14).prefix(2))), (0...59).contains(minutes),
      let seconds = Int64(String(text.dropFirst(17).prefix(2))), (0...59).contains(seconds)
    else { return nil }
    let instant = day.start.adding(seconds: hours * 3600 + minutes * 60 + seconds)
    // What would be written otherwise, such as « +9 », was no such moment.
    guard instant.rfc3339.utf8.elementsEqual(text.utf8) else { return nil }
    self = instant
  }

  public func adding(seconds: Int64) -> Instant {
    Instant(milliseconds: milliseconds + seconds * 1000)
  }

  public func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }

  /// The day of this moment in UTC.
  public var day: Day {
    let (days, _) = milliseconds.quotientAndFloorRemainder(dividingBy: 86_400_000)
    return Day(daysSince1970: Int(days))
  }

  /// RFC 3339 in UTC, to the second: `2026-11-21T09:30:00Z`.
  public var rfc3339: String {
    let (_, inDay) = milliseconds.quotientAndFloorRemainder(dividingBy: 86_400_000)
    let seconds = Int(inDay / 1000)
    return
      "\(day)T\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))Z"
  }
}

extension Instant: Bindable, ColumnReadable {
  public var sqlValue: SQLValue { .integer(milliseconds) }

  public static func read(from row: Row, at column: Int) throws -> Instant {
    Instant(milliseconds: try row(column))
  }
}

extension Int64 {
  func quotientAndFloorRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
