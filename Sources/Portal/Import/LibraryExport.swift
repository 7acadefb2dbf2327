import JSON
import SQLite

/// A stretch of the export of the public library.
public struct LibraryExport: Sendable {
  public enum Format: String, Sendable {
    /// The library's own columns (RFC 4180, UTF-8), as `importUseCases` reads them.
    case csv
    /// One JSON object a line: `slug`, `owner`, `siret`, `bodyType`, `publishedAt` and `sheet`.
    case json
  }

  /// Some lines, each with its end.
  public let lines: String
  /// The number of the last entry in them: where the next stretch begins.
  public let last: Int

  /// What stands before the first line.
  public static func header(in format: Format) -> String {
    switch format {
    case .csv: CSVWriter.line(LibraryColumn.allCases.map(\.rawValue))
    case .json: ""
    }
  }
}

extension Portal {
  /// The next stretch of the export, in the order in which the cases came into the library; `nil` at the end. What
  /// everybody may read is exported and nothing else. Stretch by stretch, so that no file has to fit into memory.
  public func exportUseCases(
    as format: LibraryExport.Format = .csv, after last: Int = 0
  ) throws -> LibraryExport? {
    try read(as: .visitor) { reading in
      let published = try reading.library.published(after: last, limit: 200)
      return published.last.map { end in
        LibraryExport(lines: published.map { $0.line(in: format) }.joined(), last: end.number)
      }
    }
  }
}

/// A published sheet with its body, as it is exported.
struct PublishedSheet {
  let number: Int
  let slug: String
  let sheet: Sheet
  let body: String
  let siret: String
  let bodyType: String
  let latitude: Double?
  let longitude: Double?
  let publishedAt: Instant

  func line(in format: LibraryExport.Format) -> String {
    switch format {
    case .csv: CSVWriter.line(LibraryColumn.allCases.map(value))
    case .json: String(decoding: json.serialised(), as: UTF8.self) + "\n"
    }
  }

  private var json: JSON {
    [
      "slug": .string(slug), "owner": .string(body), "siret": .string(siret),
      "bodyType": .string(bodyType), "publishedAt": .string(publishedAt.rfc3339),
      "sheet": sheet.json,
    ]
  }

  /// What stands in a column; empty where the portal has nothing for it.
  func value(_ column: LibraryColumn) -> String {
    switch column {
    case .body: body
    case .project: sheet.title
    case .siret: siret
    case .latitude: latitude.map { String($0) } ?? ""
    case .longitude: longitude.map { String($0) } ?? ""
    case .bodyType: bodyType
    case .start: sheet.text(.startMonth).split(separator: "-").reversed().joined(separator: "/")
    case .status: words(.maturity, SheetChoice.maturities)
    case .partners: sheet.text(.partners)
    case .description: sheet.text(.description)
    case .theme: words(.theme, SheetChoice.themes)
    case .subThemes: words(.subThemes, SheetChoice.subThemes)
    case .audience: words(.audience, SheetChoice.audiences)
    case .service: sheet.text(.serviceLink)
    // The portal shows no images of others.
    case .logo: ""
    case .updated: publishedAt.day.french
    }
  }

  /// The library's words for the chosen codes, as its file joins them.
  private func words(_ field: SheetField, _ choices: [SheetChoice]) -> String {
    let codes = sheet.choice(field).map { [$0] } ?? sheet.choices(field)
    return choices.filter { codes.contains($0.code) }.compactMap(\.interconnectes)
      .joined(separator: ", ")
  }
}

extension LibraryStore {
  /// Published sheets, their public fields only.
  func published(after last: Int, limit: Int) throws -> [PublishedSheet] {
    try connection.rows(
      """
      SELECT libraryEntry.number, libraryEntry.slug, sheet, name, siret, bodyType, latitude, longitude, libraryEntry.publishedAt
      FROM libraryEntry
        JOIN useCase ON useCase.id = libraryEntry.useCase
        JOIN revision ON revision.useCase = useCase.id AND revision.number = publishedRevision
        JOIN organisation ON organisation.id = initiator
      WHERE libraryEntry.number > \(last) ORDER BY libraryEntry.number LIMIT \(limit)
      """
    ) { row in
      PublishedSheet(
        number: try row(0), slug: try row(1),
        sheet: try Sheet(stored: row(2)).showing([.public]), body: try row(3),
        siret: try row(4) ?? "", bodyType: try row(5) ?? "", latitude: try row(6),
        longitude: try row(7), publishedAt: try row(8))
    }
  }
}

extension Day {
  /// `JJ/MM/AAAA`, as the library writes it.
  var french: String {
    "\(padded(parts.day))/\(padded(parts.month))/\(padded(parts.year, to: 4))"
  }
}
