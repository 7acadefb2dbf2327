extension Value {
  /// An instant, counted in milliseconds without leap seconds from 1970-01-01T00:00:00Z.
  public struct Datetime: Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
      self.milliseconds = milliseconds
    }

    static let millisecondsPerDay: Int64 = 86_400_000

    /// Reads `2024-10-15`, or that with `T11:35:00` or `T11:35:00.123`, followed by `Z` or an
    /// offset such as `+0200`.
    public init?(parsing text: ExactString) {
      var scanner = ByteScanner(text)
      guard let day = Self.day(&scanner) else { return nil }
      guard !scanner.isAtEnd else {
        milliseconds = day * Self.millisecondsPerDay
        return
      }
      guard scanner.skip("T"), let time = Self.time(&scanner),
        let offset = Self.offset(&scanner), scanner.isAtEnd
      else { return nil }
      milliseconds = day * Self.millisecondsPerDay + time - offset
    }

    /// Reads `2024-10-15` as days since 1970-01-01.
    private static func day(_ scanner: inout ByteScanner) -> Int64? {
      guard let year = scanner.number(digits: 4), scanner.skip("-"),
        let month = scanner.number(digits: 2), scanner.skip("-"),
        let day = scanner.number(digits: 2),
        (1...12).contains(month), day >= 1, day <= lengthOfMonth(month, in: year)
      else { return nil }
      return daysSinceEpoch(year: year, month: month, day: day)
    }

    private static func lengthOfMonth(_ month: Int64, in year: Int64) -> Int64 {
      switch month {
      case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    }

    /// Proleptic Gregorian calendar; the year is counted from March, so that the leap day is its
    /// last.
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
      // 400 years more, so that nothing is negative.
      let shifted = month <= 2 ? year + 399 : year + 400
      let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
      let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
      return days - 719_468 - 146_097
    }

    /// Reads `11:35:00` or `11:35:00.123` as milliseconds.
    private static func time(_ scanner: inout ByteScanner) -> Int64? {
      guard let hour = scanner.number(digits: 2), scanner.skip(":"),
        let minute = scanner.number(digits: 2), scanner.skip(":"),
        let second = scanner.number(digits: 2),
        hour < 24, minute < 60, second < 60
      else { return nil }
      let time = ((hour * 60 + minute) * 60 + second) * 1000
      guard scanner.skip(".") else { return time }
      return scanner.number(digits: 3).map { time + $0 }
    }

    /// Reads `Z` or `+0200` as milliseconds ahead of UTC.
    private static func offset(_ scanner: inout ByteScanner) -> Int64? {
      if scanner.skip("Z") { return 0 }
      let isBehind = scanner.skip("-")
      guard isBehind || scanner.skip("+"),
        let hours = scanner.number(digits: 2), let minutes = scanner.number(digits: 2),
        hours < 24, minutes < 60
      else { return nil }
      let offset = (hours * 60 + minutes) * 60_000
      return isBehind ? -offset : offset
    }
  }
}

extension Value.Datetime {
  /// This instant moved; nil beyond the range of 64 bits.
  func offset(by duration: Value.Duration) -> Value.Datetime? {
    let (sum, overflows) = milliseconds.addingReportingOverflow(duration.milliseconds)
    return overflows ? nil : Value.Datetime(milliseconds: sum)
  }

  /// How much later this instant is; nil beyond the range of 64 bits.
  func duration(since other: Value.Datetime) -> Value.Duration? {
    let (difference, overflows) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflows ? nil : Value.Duration(milliseconds: difference)
  }

  /// The start of its day in UTC; nil beyond the range of 64 bits.
  var date: Value.Datetime? {
    let (start, overflows) = milliseconds.subtractingReportingOverflow(time.milliseconds)
    return overflows ? nil : Value.Datetime(milliseconds: start)
  }

  /// The time passed since the start of its day in UTC.
  var time: Value.Duration {
    let remainder = milliseconds % Self.millisecondsPerDay
    return Value.Duration(
      milliseconds: remainder < 0 ? remainder + Self.millisecondsPerDay : remainder)
  }
}

extension Value.Datetime: Comparable {
  public static func < (left: Value.Datetime, right: Value.Datetime) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Value.Datetime: CustomStringConvertible {
  /// As policies write it; the language has no textual form that covers the whole range.
  public var description: String {
    "datetime(\"1970-01-01\").offset(duration(\"\(milliseconds)ms\"))"
  }
}
