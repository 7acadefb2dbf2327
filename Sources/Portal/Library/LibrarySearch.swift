/// The words somebody looks for, as a query of SQLite's full-text search (FTS5) that holds nothing but quoted words.
struct LibrarySearch {
  /// An FTS5 query: every word must occur, the last one may be the beginning of one.
  let match: String

  static let maximumWords = 12
  /// Beyond so many entries a rank costs much and tells little.
  static let maximumRanked = 5_000

  /// `nil` where the text holds no word.
  init?(_ text: String) {
    // Letters and digits only, so that no operator of the query language survives; hyphens and apostrophes part words,
    // as they do in the index.
    let words = Self.searchable(String(text.prefix(200)))
      .split { !$0.isLetter && !$0.isNumber }
      .prefix(Self.maximumWords)
    guard let last = words.last else { return nil }
    // The index holds the beginnings of words from two letters on.
    let ending = last.count > 1 ? "*" : ""
    match = words.map { "\"\($0)\"" }.joined(separator: " ") + ending
  }

  /// A text as it is indexed. The index itself folds case and accents, not ligatures.
  static func searchable(_ text: String) -> String {
    text.replacing("œ", with: "oe").replacing("Œ", with: "Oe")
      .replacing("æ", with: "ae").replacing("Æ", with: "Ae")
  }
}

extension Sheet {
  /// Everything that the public reads of the sheet, for the full-text index: its texts and the names of its choices.
  var searchableText: String {
    let shown = showing([.public])
    return shown.fields.flatMap { field in shown.words(of: field) }.joined(separator: "\n")
  }

  private func words(of field: SheetField) -> [String] {
    switch (self[field], field.kind) {
    case (.text(let text), .line), (.text(let text), .text): [text]
    case (.choice(let code), .choice(let offered)):
      offered.filter { $0.code == code }.flatMap { [$0.label.french, $0.label.english] }
    case (.choices(let codes), .choices(let offered, _)):
      offered.filter { codes.contains($0.code) }.flatMap { [$0.label.french, $0.label.english] }
    default: []
    }
  }

  /// The summary, or the beginning of the description where nobody has written one; at most 240 characters.
  var librarySummary: String {
    let summary = text(.summary)
    guard summary.isEmpty else { return summary }
    let words = text(.description).split(whereSeparator: \.isWhitespace)
    var beginning = ""
    for word in words {
      guard beginning.count + word.count < 239 else { return beginning + "…" }
      beginning += beginning.isEmpty ? word : " " + word
    }
    return beginning
  }
}
