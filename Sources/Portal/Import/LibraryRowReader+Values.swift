// The values of a row by column, and what is noted about them.
extension LibraryRowReader {
  mutating func note(
    _ kind: SourceFlag.Kind, _ column: LibraryColumn, value: String? = nil, reading: String? = nil
  ) {
    guard let field = fields[column] else { return }
    let flag = SourceFlag(kind, column, value: value ?? field.text, reading: reading)
    findings.append(ImportFinding(flag: flag, place: field.place))
  }

  func text(_ column: LibraryColumn) -> String {
    (fields[column]?.text ?? "").trimmed
  }

  /// A name that must be there, on one line.
  mutating func line(
    _ column: LibraryColumn, maximum: Int
  ) throws(ImportRefusal) -> String {
    let value = text(column)
    let words = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if value.contains(where: \.isNewline) { note(.lineBreaksJoined, column) }
    do {
      return try Prose(
        field: column.rawValue, label: Text(verbatim: column.rawValue), maximum: maximum,
        lines: .one
      ).read(words)
    } catch {
      throw refusal(column, error.text)
    }
  }

  func required(
    _ column: LibraryColumn, as field: SheetField
  ) throws(ImportRefusal) -> SheetValue {
    do {
      if let value = try field.value(from: [text(column)]) { return value }
    } catch {
      throw refusal(column, error.text)
    }
    throw refusal(column, Text("Cette valeur est nécessaire.", "This value is necessary."))
  }

  mutating func optional(_ column: LibraryColumn, as field: SheetField) -> SheetValue? {
    do throws(Complaint) {
      return try field.value(from: [text(column)])
    } catch {
      note(.unreadable, column)
      return nil
    }
  }

  private func refusal(_ column: LibraryColumn, _ reason: Text) -> ImportRefusal {
    ImportRefusal(
      reason, column: column, value: fields[column]?.text ?? "",
      at: fields[column]?.place ?? CSVPlace(line: 1, column: 1))
  }

  /// One word of a vocabulary, as its code.
  mutating func choice(
    _ value: String, of vocabulary: LibraryVocabulary, _ column: LibraryColumn
  ) -> String? {
    guard !value.isEmpty else {
      note(.missingValue, column)
      return nil
    }
    switch vocabulary.read(value) {
    case .exact(let code): return code
    case .near(let code, as: let word):
      note(.readAs, column, value: value, reading: word)
      return code
    case .unknown:
      note(.unknownValue, column, value: value)
      return nil
    }
  }

  /// Several words of a vocabulary, as their codes; those beyond the maximum are noted.
  mutating func choices(
    _ column: LibraryColumn, of vocabulary: LibraryVocabulary, separators: Set<Character>,
    maximum: Int
  ) -> [String] {
    var codes: [String] = []
    for part in text(column).split(whereSeparator: separators.contains) {
      let value = String(part).trimmed
      guard !value.isEmpty, let code = choice(value, of: vocabulary, column),
        !codes.contains(code)
      else { continue }
      if codes.count < maximum {
        codes.append(code)
      } else {
        note(.tooManyValues, column, value: value)
      }
    }
    return codes
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
