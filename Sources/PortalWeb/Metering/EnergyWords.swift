import HTML
import Portal

extension Visit {
  /// Watt-hours in the unit that reads best: `395,6 kWh`, `870 Wh`.
  func energy(_ wattHours: Int) -> String {
    wattHours < 1000 ? "\(format(wattHours))\u{a0}Wh" : "\(tenths(of: wattHours))\u{a0}kWh"
  }

  /// Grams of CO2 equivalent in the unit that reads best: `18,2 kg CO₂e`, `120 g CO₂e`.
  func emissions(_ grams: Int) -> String {
    grams < 1000 ? "\(format(grams))\u{a0}g\u{a0}CO₂e" : "\(tenths(of: grams))\u{a0}kg\u{a0}CO₂e"
  }

  /// Seconds as hours: `12,5 h`.
  func hours(_ seconds: Int64) -> String { "\(tenths(of: Int(seconds * 1000 / 3600)))\u{a0}h" }

  /// A price in euros, with as many places as there are: `0,012 €`.
  func price(_ amount: FixedPoint) -> String { inEuros(format(amount)) }

  /// A cost in euros, to the cent: `45,79 €`.
  func cost(_ amount: FixedPoint) -> String {
    let cents = Int((amount.millionths + 5000) / 10_000)
    let rest = cents % 100
    return inEuros("\(format(cents / 100))\(decimalMark)\(rest < 10 ? "0" : "")\(rest)")
  }

  private func inEuros(_ number: String) -> String {
    language == .french ? "\(number)\u{a0}€" : "€\(number)"
  }

  private var decimalMark: String { language == .french ? "," : "." }

  /// `novembre 2026`, `November 2026`.
  func format(_ month: Month) -> String {
    String(format(month.start.adding(days: 1)).drop { $0 != " " }.dropFirst())
  }

  /// A decimal number with a comma in French, a point in English, and its thousands apart.
  func format(_ number: FixedPoint) -> String {
    let parts = number.description.split(separator: ".")
    guard let whole = parts.first.flatMap({ Int($0) }) else { return number.description }
    let sign = whole == 0 && number < .zero ? "−" : ""
    return sign + format(whole) + (parts.count == 2 ? decimalMark + parts[1] : "")
  }

  /// Thousandths of a unit to one place.
  private func tenths(of thousandths: Int) -> String {
    let tenths = (thousandths + 50) / 100
    return "\(format(tenths / 10))\(decimalMark)\(tenths % 10)"
  }
}
