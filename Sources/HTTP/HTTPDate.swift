/// Instants as HTTP writes them (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, whole seconds
/// since 1970.
public enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// The years four digits can write, from the year 0 to the end of 9999.
  private static let writable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// The IMF-fixdate of an instant; one outside the years 0 to 9999 is brought to the nearest end.
  public static func format(secondsSince1970: Int64) -> String {
    let seconds = min(max(secondsSince1970, writable.lowerBound), writable.upperBound)
    let days = floorDivision(seconds, 86_400)
    let time = seconds - days * 86_400
    let date = civilDate(days: days)
    let weekday = weekdays[Int(days - floorDivision(days, 7) * 7)]
    return "\(weekday), \(twoDigits(date.day)) \(months[Int(date.month - 1)]) "
      + "\(twoDigits(date.year / 100))\(twoDigits(date.year % 100)) "
      + "\(twoDigits(time / 3600)):\(twoDigits(time / 60 % 60)):\(twoDigits(time % 60)) GMT"
  }

  /// Seconds since 1970 of an IMF-fixdate, or nil; the two obsolete forms count as unreadable and a
  /// condition that carries one is ignored, as RFC 9110 §13.1.3 asks.
  public static func parse(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 29, let day = number(bytes[5..<7]),
      let month = months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self)),
      let year = number(bytes[12..<16]), let hour = number(bytes[17..<19]),
      let minute = number(bytes[20..<22]), let second = number(bytes[23..<25]),
      (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = daysSince1970(year: year, month: Int64(month) + 1, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    // Writing it again finds wrong weekdays, days past the end of a month and wrong punctuation.
    return format(secondsSince1970: seconds).hasSameBytes(as: text) ? seconds : nil
  }

  /// Howard Hinnant's `civil_from_days`, in the proleptic Gregorian calendar.
  private static func civilDate(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivision(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The inverse of `civilDate`.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivision(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func floorDivision(_ value: Int64, _ divisor: Int64) -> Int64 {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }

  private static func twoDigits(_ value: Int64) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
