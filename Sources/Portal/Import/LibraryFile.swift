import Dispatch

/// The library's file as a whole: its rows, each taken or refused.
struct LibraryFile: Sendable {
  let rows: [Row]
  /// Columns that are none of the public file's; they are not read.
  let ignoredColumns: [String]

  struct Row: Sendable {
    let line: Int
    /// As given, for the report.
    let body: String
    let project: String
    let content: Result<ImportedRow, ImportRefusal>
  }

  static let maximumBytes = 8_388_608
  static let maximumRows = 20_000

  private static let queue = DispatchQueue(label: "fabrique.imports")

  /// Reads the file where no request has to wait for it, one file at a time: the largest takes a second.
  static func read(_ bytes: [UInt8], today: Day) async throws -> LibraryFile {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try LibraryFile(bytes, today: today) }) }
    }
  }

  /// Reads the file. Throws `invalid` when it is not this file at all; what is wrong with single rows stands in them.
  init(_ bytes: [UInt8], today: Day) throws(PortalError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .invalid("file", Text("Le fichier dépasse 8 Mio.", "The file exceeds 8 MiB."))
    }
    do {
      var reader = CSVReader(bytes)
      let header = try Header(reader.next() ?? [])
      var rows: [Row] = []
      while let fields = try reader.next() {
        guard rows.count < Self.maximumRows else {
          throw PortalError.invalid(
            "file",
            Text("Plus de \(Self.maximumRows) lignes.", "More than \(Self.maximumRows) rows."))
        }
        rows.append(Row(fields, under: header, today: today))
      }
      self.rows = rows
      ignoredColumns = header.ignored
    } catch let error as CSVError {
      throw .invalid("file", error.text)
    } catch let error as PortalError {
      throw error
    } catch {
      throw .damaged("import: \(error)")
    }
  }

  /// Which column stands where.
  fileprivate struct Header {
    let positions: [LibraryColumn: Int]
    let count: Int
    let ignored: [String]

    init(_ fields: [CSVField]) throws(PortalError) {
      let names = fields.map(\.text)
      count = names.count
      var positions: [LibraryColumn: Int] = [:]
      for column in LibraryColumn.allCases {
        positions[column] = names.firstIndex(of: column.rawValue)
      }
      self.positions = positions
      ignored = names.filter { LibraryColumn(rawValue: $0) == nil }
      let missing = LibraryColumn.allCases.filter { positions[$0] == nil }.map(\.rawValue)
      guard missing.isEmpty else {
        let list = missing.joined(separator: ", ")
        throw .invalid(
          "file",
          Text(
            "Ce n’est pas le fichier de la bibliothèque (CSV, virgules, UTF-8) : colonnes absentes : \(list).",
            "This is not the library’s file (CSV, commas, UTF-8): missing columns: \(list)."))
      }
      guard Set(names).count == names.count else {
        throw .invalid(
          "file", Text("Une colonne figure deux fois.", "A column appears twice."))
      }
    }
  }
}

extension LibraryFile.Row {
  fileprivate init(_ fields: [CSVField], under header: LibraryFile.Header, today: Day) {
    let place = fields.first?.place ?? CSVPlace(line: 1, column: 1)
    line = place.line
    func field(_ column: LibraryColumn) -> CSVField? {
      header.positions[column].flatMap { fields.indices.contains($0) ? fields[$0] : nil }
    }
    body = field(.body)?.text ?? ""
    project = field(.project)?.text ?? ""
    guard fields.count == header.count else {
      content = .failure(
        ImportRefusal(
          Text(
            "\(fields.count) valeurs au lieu de \(header.count).",
            "\(fields.count) values instead of \(header.count)."), at: place))
      return
    }
    let values = LibraryColumn.allCases.compactMap { column in field(column).map { (column, $0) } }
    content = Result { () throws(ImportRefusal) in
      try LibraryRowReader.read(
        Dictionary(uniqueKeysWithValues: values), line: place.line, today: today)
    }
  }
}

extension CSVError {
  var text: Text {
    let french = "ligne \(place.line), caractère \(place.column)"
    let english = "line \(place.line), character \(place.column)"
    let problem =
      switch problem {
      case .strayQuote:
        Text("un guillemet au milieu d’une valeur", "a quote in the middle of a value")
      case .textAfterQuote:
        Text("du texte après un guillemet fermant", "text after a closing quote")
      case .unclosedQuote:
        Text("un guillemet qui ne se ferme pas", "a quote that is never closed")
      case .notUTF8: Text("un texte qui n’est pas de l’UTF-8", "text that is not UTF-8")
      case .tooManyFields(let limit):
        Text("plus de \(limit) valeurs sur une ligne", "more than \(limit) values in one row")
      case .fieldTooLong(let limit):
        Text("une valeur de plus de \(limit) octets", "a value of more than \(limit) bytes")
      }
    return Text(
      "Le fichier n’est pas lisible : \(problem.french) (\(french)).",
      "The file cannot be read: \(problem.english) (\(english)).")
  }
}
