import HTML
import Portal

extension Visit {
  /// Watt-hours in the unit that reads best: `395,6 kWh`, `870 Wh`.
  func energy(_ wattHours: Int) -> String {
    wattHours < 1000 ? "\(format(wattHours)) Wh" : "\(tenths(of: wattHours)) kWh"
  }

  /// Grams of CO2 equivalent in the unit that reads best: `18,2 kg CO2e`, `120 g CO2e`.
  func emissions(_ grams: Int) -> String {
    grams < 1000 ? "\(format(grams)) g CO2e" : "\(tenths(of: grams)) kg CO2e"
  }

  /// Seconds as hours: `12,5 h`.
  func hours(_ seconds: Int64) -> String { "\(tenths(of: Int(seconds * 1000 / 3600))) h" }

  /// Euros: `0,93 €`, with as many places as there are.
  func euros(_ amount: FixedPoint) -> String {
    language == .french ? "\(format(amount)) €" : "€\(format(amount))"
  }

  /// A decimal number with a comma in French, a point in English.
  func format(_ number: FixedPoint) -> String {
    language == .french
      ? number.description.replacing(".", with: ",") : number.description
  }

  /// Thousandths of a unit to one place.
  private func tenths(of thousandths: Int) -> String {
    let tenths = (thousandths + 50) / 100
    return "\(format(tenths / 10))\(language == .french ? "," : ".")\(tenths % 10)"
  }
}
