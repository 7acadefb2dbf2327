public import JSON

extension SheetField {
  /// Reads the field from the texts of a form: `nil` when it is left empty. Throws what is wrong with it.
  public func value(from inputs: [String]) throws(Complaint) -> SheetValue? {
    let prose = Prose(
      field: path, label: label, maximum: maximumLength, lines: lines, isRequired: false)
    let inputs = try inputs.map { input throws(Complaint) in try prose.read(input) }
      .filter { !$0.isEmpty }
    guard let first = inputs.first else { return nil }
    if case .choices(let offered, let maximum) = kind {
      return try choices(inputs, among: offered, maximum: maximum)
    }
    guard inputs.count == 1 else {
      throw complaint("une seule valeur est attendue.", "only one value is expected.")
    }
    return try single(first)
  }

  /// Reads the field from JSON of its type (text, list of codes, whole number, true or false); `null` empties it.
  public func value(from json: JSON) throws(Complaint) -> SheetValue? {
    switch (kind, json) {
    case (_, .null): return nil
    case (.choices, .array(let items)):
      var codes: [String] = []
      for item in items {
        guard let code = item.text else { throw wrongType }
        codes.append(code)
      }
      return try value(from: codes)
    case (.number, .integer(let number)): return try value(from: [String(number)])
    case (.flag, .bool(let flag)): return .flag(flag)
    case (.choices, _), (.number, _), (.flag, _): throw wrongType
    case (_, .string(let text)): return try value(from: [text])
    default: throw wrongType
    }
  }

  /// In Unicode scalars; what is not prose is bounded too, so that no input is read without a limit.
  var maximumLength: Int {
    switch kind {
    case .line(let maximum), .text(let maximum): maximum
    case .email: 254  // RFC 5321 §4.5.3.1
    case .link: 500
    case .choice, .choices, .month, .day, .number, .flag: 100
    }
  }

  private var lines: Prose.Lines {
    if case .text = kind { .several } else { .one }
  }

  private func single(_ text: String) throws(Complaint) -> SheetValue {
    switch kind {
    case .line, .text: return .text(text)
    case .choice(let offered), .choices(let offered, _):
      guard offered.contains(where: { $0.code == text }) else { throw unknownChoice(text) }
      return .choice(text)
    case .month:
      guard Day("\(text)-01") != nil else {
        throw complaint(
          "un mois au format AAAA-MM est attendu.", "a month written YYYY-MM is expected.")
      }
      return .text(text)
    case .day:
      guard Day(text) != nil else {
        throw complaint(
          "une date au format AAAA-MM-JJ est attendue.", "a date written YYYY-MM-DD is expected.")
      }
      return .text(text)
    case .number(let range):
      guard let number = Int(text), range.contains(number) else {
        throw complaint(
          "un nombre entier entre \(range.lowerBound) et \(range.upperBound) est attendu.",
          "a whole number between \(range.lowerBound) and \(range.upperBound) is expected.")
      }
      return .number(number)
    case .flag:
      switch text {
      case "true": return .flag(true)
      case "false": return .flag(false)
      default: throw complaint("répondre par oui ou non.", "answer yes or no.")
      }
    case .email:
      guard Self.isEmail(text) else {
        throw complaint("une adresse électronique est attendue.", "an e-mail address is expected.")
      }
      return .text(text)
    case .link:
      guard Self.isLink(text) else {
        throw complaint(
          "une adresse commençant par https:// ou http:// est attendue.",
          "an address starting with https:// or http:// is expected.")
      }
      return .text(text)
    }
  }

  private func choices(
    _ inputs: [String], among offered: [SheetChoice], maximum: Int
  ) throws(Complaint) -> SheetValue {
    let codes = Set(inputs)
    let known = offered.map(\.code).filter(codes.contains)
    guard known.count == codes.count else {
      throw unknownChoice(codes.subtracting(known).sorted().joined(separator: ", "))
    }
    guard known.count <= maximum else {
      throw complaint(
        "\(maximum) choix au plus (\(known.count) reçus).",
        "at most \(maximum) choices (\(known.count) received).")
    }
    return .choices(known)
  }

  /// Looks like one mailbox: `local@domain.example`, printable ASCII (RFC 5321).
  static func isEmail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let isPrintable = text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return isPrintable && labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
  }

  /// An absolute web address with a host and no blank in it.
  static func isLink(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard
      let scheme = ["https://", "http://"].first(where: lower.hasPrefix),
      let host = text.utf8.dropFirst(scheme.utf8.count).first
    else { return false }
    let isPrintable = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace }
    return isPrintable && !"/?#:@.".utf8.contains(host)
  }

  private var wrongType: Complaint {
    switch kind {
    case .choices: complaint("une liste de codes est attendue.", "a list of codes is expected.")
    case .number: complaint("un nombre entier est attendu.", "a whole number is expected.")
    case .flag: complaint("vrai ou faux est attendu.", "true or false is expected.")
    default: complaint("un texte est attendu.", "a text is expected.")
    }
  }

  private func unknownChoice(_ code: String) -> Complaint {
    complaint(
      "« \(code.prefix(60)) » ne figure pas parmi les choix.",
      "“\(code.prefix(60))” is not among the choices.")
  }

  func complaint(_ french: String, _ english: String) -> Complaint {
    Complaint(path, Text("\(label.french) : \(french)", "\(label.english): \(english)"))
  }
}
