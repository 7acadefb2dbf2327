/// A comma-separated list whose items carry a weight, as `Accept` and `Accept-Language` do (RFC
/// 9110 §12.4.2).
struct WeightedList {
  struct Item {
    /// The item without its weight, trimmed.
    let text: Substring
    /// 0 to 1000; 0 means "not this one".
    let weight: Int
  }

  /// At most the first fifty items; those that cannot be read are left out.
  let items: [Item]

  init(parsing field: String) {
    items = field.utf8.split(separator: UInt8(ascii: ","), maxSplits: 50).prefix(50)
      .compactMap { Self.item(Substring($0)) }
  }

  private static func item(_ part: Substring) -> Item? {
    var weight = 1000
    var text = part
    for parameter in part.utf8.split(separator: UInt8(ascii: ";")).dropFirst() {
      let trimmed = Substring(parameter).trimmingOptionalWhitespace
      guard trimmed.utf8.first?.asciiLowercased == UInt8(ascii: "q"),
        trimmed.utf8.dropFirst().first == UInt8(ascii: "=")
      else { continue }
      guard let parsed = Self.weight(trimmed.utf8.dropFirst(2)) else { return nil }
      weight = parsed
      text = part[..<part.utf8.index(before: parameter.startIndex)]
      break
    }
    let name = text.trimmingOptionalWhitespace
    return name.isEmpty ? nil : Item(text: name, weight: weight)
  }

  /// `0`, `1`, or either with up to three decimals, never above one.
  private static func weight(_ digits: Substring.UTF8View) -> Int? {
    guard let whole = digits.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1")
    else { return nil }
    let decimals = digits.dropFirst(2)
    guard digits.count == 1 || digits.dropFirst().first == UInt8(ascii: "."), decimals.count <= 3
    else { return nil }
    var value = Int(whole - UInt8(ascii: "0")) * 1000
    var place = 100
    for digit in decimals {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value += Int(digit - UInt8(ascii: "0")) * place
      place /= 10
    }
    return value <= 1000 ? value : nil
  }
}
