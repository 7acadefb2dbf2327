import JSON
import Portal

extension Field.Kind {
  /// A flag that is not sent is off; a version may come as `If-Match`, which the context sees to.
  var mayBeAbsent: Bool {
    switch self {
    case .flag, .version, .values: true
    default: false
    }
  }

  /// Whether an empty value says something, namely that there is no text.
  var isProse: Bool {
    switch self {
    case .line, .text, .password: true
    default: false
    }
  }

  /// What is wrong with a value that was sent; nil when nothing is.
  func complaint(about value: String) -> Text? {
    switch self {
    case .line(let maximum): value.complaint(maximum: maximum, lines: false)
    case .text(let maximum), .values(_, let maximum): value.complaint(maximum: maximum, lines: true)
    case .password:
      value.utf8.count > 1000
        ? Text("Ce mot de passe est trop long.", "This password is too long.") : nil
    case .email: value.isEmailAddress ? nil : expectation
    case .integer(let range): Int(exactly: value).map(range.contains) == true ? nil : expectation
    case .decimal(let range): FixedPoint(value).map(range.contains) == true ? nil : expectation
    case .day: Day(value) == nil ? expectation : nil
    case .month: Month(value) == nil ? expectation : nil
    case .instant: Instant(rfc3339: value) == nil ? expectation : nil
    case .flag: value == "true" || value == "false" ? nil : expectation
    case .choice(let choices), .choices(let choices):
      choices.contains { $0.value.utf8.elementsEqual(value.utf8) } ? nil : expectation
    case .id: Identifier<Field>(value) == nil ? expectation : nil
    case .version: Int(exactly: value).map { $0 > 0 } == true ? nil : expectation
    case .file, .records: expectation
    }
  }

  /// Whether a JSON value has the type that this kind of field is sent in.
  func accepts(_ value: JSON) -> Bool {
    switch (self, value) {
    case (_, .null): true
    case (.integer, .integer), (.version, .integer), (.flag, .bool): true
    case (.decimal, .integer), (.decimal, .number): true
    case (.decimal, _), (.records, _): false
    case (.integer, _), (.version, _), (.flag, _): false
    case (.choices, .array): true
    case (.choices, _), (.file, _): false
    case (_, .string): true
    default: false
    }
  }

  /// What the field takes, as a complaint says it.
  var expectation: Text {
    switch self {
    case .line, .text, .password, .values: Text("Un texte est attendu.", "A text is expected.")
    case .email:
      Text("Une adresse électronique est attendue.", "An e-mail address is expected.")
    case .integer(let range):
      Text(
        "Un nombre entier de \(range.lowerBound) à \(range.upperBound) est attendu.",
        "A whole number from \(range.lowerBound) to \(range.upperBound) is expected.")
    case .decimal(let range):
      Text(
        "Un nombre de \(range.lowerBound) à \(range.upperBound) est attendu, six décimales au plus.",
        "A number from \(range.lowerBound) to \(range.upperBound) is expected, of six places at most."
      )
    case .month:
      Text(
        "Un mois existant est attendu, comme 2026-11.",
        "A month that exists is expected, like 2026-11.")
    case .instant:
      Text(
        "Un moment en temps universel est attendu, comme 2026-11-21T09:30:00Z.",
        "A moment in universal time is expected, like 2026-11-21T09:30:00Z.")
    case .records(_, _, let maximum):
      Text(
        "Une liste de 1 à \(maximum) objets est attendue.",
        "A list of 1 to \(maximum) objects is expected.")
    case .day:
      Text(
        "Une date existante est attendue, comme 2026-11-21.",
        "A date that exists is expected, like 2026-11-21.")
    case .flag: Text("« true » ou « false » est attendu.", "“true” or “false” is expected.")
    case .choice, .choices:
      Text("Une valeur de la liste est attendue.", "A value of the list is expected.")
    case .id: Text("Un identifiant est attendu.", "An identifier is expected.")
    case .file:
      Text(
        "Un fichier est attendu, dans un formulaire (multipart/form-data).",
        "A file is expected, in a form (multipart/form-data).")
    case .version: Text("Un numéro de version est attendu.", "A version number is expected.")
    }
  }
}

extension Int {
  /// A whole number written with digits only (and a minus): no plus, no spaces, no fraction.
  fileprivate init?(exactly text: String) {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(text, radix: 10)
  }
}

extension String {
  fileprivate func complaint(maximum: Int, lines: Bool) -> Text? {
    let length = unicodeScalars.count
    if length > maximum {
      return Text(
        "Ce texte compte \(length) caractères, \(maximum) au plus sont possibles.",
        "This text has \(length) characters, at most \(maximum) are possible.")
    }
    let isForbidden: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.generalCategory == .control
        && !(lines && (scalar == "\n" || scalar == "\t"))
    }
    return unicodeScalars.contains(where: isForbidden)
      ? Text(
        lines
          ? "Ce texte contient un caractère de contrôle."
          : "Ce texte tient sur une ligne, sans caractère de contrôle.",
        lines
          ? "This text contains a control character."
          : "This text is one line, without control characters.") : nil
  }

  /// One `@` with something on both sides and a dot in the domain: the mail server is the judge of the rest.
  fileprivate var isEmailAddress: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    return utf8.count <= 254 && parts.count == 2 && !parts[0].isEmpty
      && parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
      && unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7f && $0 != "," }
  }
}
