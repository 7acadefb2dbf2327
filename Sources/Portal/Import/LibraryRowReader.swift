/// Reads one row of the library's file: takes what it can, notes what is doubtful, refuses only what cannot stand alone.
struct LibraryRowReader {
  let fields: [LibraryColumn: CSVField]
  private let today: Day
  var findings: [ImportFinding] = []

  private init(_ fields: [LibraryColumn: CSVField], today: Day) {
    self.fields = fields
    self.today = today
  }

  /// Throws why the row cannot be taken.
  static func read(
    _ fields: [LibraryColumn: CSVField], line: Int, today: Day
  ) throws(ImportRefusal) -> ImportedRow {
    var reader = LibraryRowReader(fields, today: today)
    let body = try reader.body()
    let sheet = try reader.sheet()
    return ImportedRow(
      line: line, body: body, sheet: sheet,
      key: "\(body.siret ?? body.name.folded) \(sheet.title.folded)", updated: reader.updated(),
      findings: reader.findings.sorted { $0.place.order < $1.place.order })
  }

  // MARK: - The body

  private mutating func body() throws(ImportRefusal) -> ImportedBody {
    let name = try line(.body, maximum: 200)
    let type = bodyType()
    let (siren, siret) = identifiers(type: type)
    let (latitude, longitude) = coordinates()
    return ImportedBody(
      name: name, type: type, siren: siren, siret: siret, latitude: latitude, longitude: longitude)
  }

  private mutating func bodyType() -> String? {
    let value = text(.bodyType)
    guard let type = choice(value, of: .bodyTypes, .bodyType) else { return nil }
    if type == "Métropole" { note(.beyondSchema, .bodyType) }
    return type
  }

  private mutating func identifiers(type: String?) -> (siren: String?, siret: String?) {
    let given = text(.siret)
    guard !given.isEmpty else {
      note(.missingValue, .siret)
      return (nil, nil)
    }
    let digits = given.filter { !$0.isWhitespace }
    guard digits.utf8.count == 14, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      note(.siretMalformed, .siret)
      return (nil, given)
    }
    if digits != given { note(.spacesRemoved, .siret) }
    guard OrganisationNumber.siret(digits) != nil else {
      note(.siretCheckDigit, .siret)
      return (nil, digits)
    }
    // All that is known of the series: those of communes begin with 21 (DOMAIN §2.4).
    let isOfCommune = digits.hasPrefix("21")
    guard type != "Commune" || isOfCommune else {
      note(.sirenOfAnotherBody, .siret)
      return (nil, digits)
    }
    if isOfCommune, let type, type != "Commune" { note(.bodyTypeDoubtful, .bodyType, value: type) }
    return (String(digits.prefix(9)), digits)
  }

  private mutating func coordinates() -> (latitude: Double?, longitude: Double?) {
    guard let latitude = coordinate(.latitude, within: 90),
      let longitude = coordinate(.longitude, within: 180)
    else { return (nil, nil) }
    return (latitude, longitude)
  }

  private mutating func coordinate(_ column: LibraryColumn, within bound: Double) -> Double? {
    let value = text(column)
    guard !value.isEmpty else { return nil }
    guard let number = Double(value), (-bound...bound).contains(number) else {
      note(.unreadable, column)
      return nil
    }
    return number
  }

  // MARK: - The sheet

  private mutating func sheet() throws(ImportRefusal) -> Sheet {
    var sheet = Sheet()
    sheet[.title] = .text(try line(.project, maximum: SheetField.title.maximumLength))
    sheet[.description] = try required(.description, as: .description)
    sheet[.theme] = choice(text(.theme), of: .themes, .theme).map(SheetValue.choice)
    sheet[.subThemes] = subThemes()
    sheet[.audience] = audience()
    sheet[.maturity] = choice(text(.status), of: .maturities, .status).map(SheetValue.choice)
    sheet[.startMonth] = startMonth()
    sheet[.partners] = partners()
    sheet[.serviceLink] = serviceLink()
    // The public file says nothing of the AI Act; nobody has assessed it until somebody does.
    sheet[.riskClass] = .choice(RiskClass.nonEvalue.rawValue)
    return sheet
  }

  private mutating func subThemes() -> SheetValue? {
    let codes = choices(.subThemes, of: .subThemes, separators: [","], maximum: 2)
    return SheetValue(codes, in: SheetChoice.subThemes)
  }

  private mutating func audience() -> SheetValue? {
    if text(.audience).isEmpty { note(.missingValue, .audience) }
    // Hyphens by the schema, commas in the file; no value of the vocabulary holds either.
    let codes = choices(
      .audience, of: .audiences, separators: [",", "-"], maximum: SheetChoice.audiences.count)
    return SheetValue(codes, in: SheetChoice.audiences)
  }

  private mutating func startMonth() -> SheetValue? {
    let value = text(.start)
    guard !value.isEmpty else {
      note(.missingValue, .start)
      return nil
    }
    guard let day = Day(french: value) ?? Day(french: "01/" + value) else {
      note(.unreadable, .start)
      return nil
    }
    return .text(String(day.description.prefix(7)))
  }

  private mutating func partners() -> SheetValue? {
    // The file separates partners by hyphens or commas, and names hold both: kept as the text it is.
    let value = text(.partners)
    if value == "/" || value == "-" {
      note(.emptyMark, .partners)
      return nil
    }
    return optional(.partners, as: .partners)
  }

  private mutating func serviceLink() -> SheetValue? {
    let value = text(.service)
    guard !value.isEmpty else { return nil }
    guard SheetField.isLink(value) else {
      note(.notALink, .service)
      return nil
    }
    return .text(value)
  }

  private mutating func updated() -> Day? {
    let value = text(.updated)
    guard !value.isEmpty else {
      note(.missingValue, .updated)
      return nil
    }
    guard let day = Day(french: value), day <= today else {
      note(.unreadable, .updated)
      return nil
    }
    return day
  }
}

extension SheetValue {
  /// The codes in the order of the nomenclature; `nil` where there is none.
  fileprivate init?(_ codes: [String], in offered: [SheetChoice]) {
    guard !codes.isEmpty else { return nil }
    self = .choices(offered.map(\.code).filter(codes.contains))
  }
}

extension CSVPlace {
  fileprivate var order: (Int, Int) { (line, column) }
}

extension Day {
  /// Reads `JJ/MM/AAAA`.
  fileprivate init?(french text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 4] else { return nil }
    self.init(parts.reversed().map { String(Substring($0)) }.joined(separator: "-"))
  }
}
