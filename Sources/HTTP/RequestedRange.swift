/// Which bytes of a representation a request asks for (RFC 9110 §14).
public enum RequestedRange: Equatable, Sendable {
  /// Answer 200 with everything.
  case whole
  /// Answer 206 with these bytes.
  case part(Range<Int>)
  /// Answer 416: there are no such bytes.
  case unsatisfiable

  /// Reads the value of a `Range` field for a representation of `length` bytes.
  ///
  /// What is malformed or in another unit is ignored (§14.2). Of several ranges the whole is sent,
  /// as a server may: what asks for them can cut them out, and no answer grows by their overlap.
  init(parsing field: String, length: Int) {
    let unit = "bytes="
    guard field.prefix(unit.count).lowercased() == unit else {
      self = .whole
      return
    }
    let ranges = field.utf8.dropFirst(unit.utf8.count).split(separator: UInt8(ascii: ","))
      .map { Substring($0).trimmingOptionalWhitespace }
      .filter { !$0.isEmpty }
    self = ranges.count == 1 ? Self.range(ranges[0].utf8, length) : .whole
  }

  /// `first-last`, `first-` or `-count` (§14.1.1).
  private static func range(_ text: Substring.UTF8View, _ length: Int) -> RequestedRange {
    guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return .whole }
    let after = text[dash...].dropFirst()
    if dash == text.startIndex {
      guard let count = position(after) else { return .whole }
      if count == 0 { return .unsatisfiable }
      // Of nothing, even the last byte is the whole: no `Content-Range` can say it.
      return length == 0 ? .whole : .part(max(0, length - count)..<length)
    }
    guard let first = position(text[..<dash]) else { return .whole }
    var last = Int.max
    if !after.isEmpty {
      guard let given = position(after), given >= first else { return .whole }
      last = given
    }
    return first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
  }

  /// A number of digits; one too large to be kept is as good as the largest.
  private static func position(_ digits: Substring.UTF8View) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      let (tenfold, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeNow) = tenfold.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      value = isTooLarge || isTooLargeNow ? .max : sum
    }
    return value
  }
}

extension Request {
  /// The bytes asked for of a representation with this length, tag and time of change, once its
  /// preconditions hold; `If-Range` (RFC 9110 §13.1.5) asks for a part only of what is unchanged.
  public func range(of length: Int, tag: ETag, modified: Int64) -> RequestedRange {
    guard method == .get, let field = headers.combined(.range) else { return .whole }
    if let condition = headers.combined(.ifRange) {
      let isUnchanged =
        if case .tags(let tags) = ETagList(parsing: condition), tags.count == 1 {
          tags[0].matchesStrongly(tag)
        } else {
          HTTPDate.parse(condition) == modified
        }
      if !isUnchanged { return .whole }
    }
    return RequestedRange(parsing: field, length: length)
  }
}
