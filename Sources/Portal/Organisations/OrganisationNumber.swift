/// The number of an organisation in the French register SIRENE.
enum OrganisationNumber {
  /// A SIREN: 9 digits, checked by Luhn. Blanks between the digits are passed over. `nil` when it is none.
  static func siren(_ input: String) -> String? {
    guard let digits = digits(of: input), digits.count == 9, luhn(digits) else { return nil }
    return text(digits)
  }

  /// A SIRET: a SIREN and 5 digits, checked by Luhn; those of La Poste, save its head office, by a sum of digits that
  /// five divides.
  static func siret(_ input: String) -> String? {
    guard let digits = digits(of: input), digits.count == 14, luhn(Array(digits.prefix(9))) else {
      return nil
    }
    let isLaPoste = text(Array(digits.prefix(9))) == "356000000"
    guard luhn(digits) || (isLaPoste && digits.reduce(0, +) % 5 == 0) else { return nil }
    return text(digits)
  }

  private static func digits(of input: String) -> [Int]? {
    var digits: [Int] = []
    for scalar in input.unicodeScalars where !scalar.properties.isWhitespace {
      guard ("0"..."9").contains(scalar) else { return nil }
      digits.append(Int(scalar.value - 0x30))
    }
    return digits
  }

  private static func text(_ digits: [Int]) -> String { digits.map(String.init).joined() }

  /// Every second digit from the right doubled, its own digits summed: the whole must end in 0 (ISO/IEC 7812-1).
  private static func luhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let weighted = digit.offset % 2 == 0 ? digit.element : digit.element * 2
      return sum + (weighted > 9 ? weighted - 9 : weighted)
    }
    return sum % 10 == 0
  }
}
