/// A row of the library's file, read: what becomes of it in the portal.
struct ImportedRow: Sendable {
  let line: Int
  let body: ImportedBody
  let sheet: Sheet
  /// Tells the row from others of the same source, whatever else of it changes.
  let key: String
  /// When it was last updated at the source.
  let updated: Day?
  let findings: [ImportFinding]
}

/// The body that an imported row names.
struct ImportedBody: Sendable {
  let name: String
  let type: String?
  /// `nil` unless the number is consistent and can be this body's.
  let siren: String?
  /// As given, without blanks.
  let siret: String?
  let latitude: Double?
  let longitude: Double?
}

/// Something noticed about a row that was taken, and where it stands.
public struct ImportFinding: Hashable, Sendable {
  public let flag: SourceFlag
  public let place: CSVPlace
}

/// Why a row was not taken, and where the reason stands.
public struct ImportRefusal: Error, Hashable {
  public let place: CSVPlace
  /// The column, in the file's spelling; `nil` when the row as a whole is refused.
  public let column: String?
  /// As it stands in the file, cut at 200 characters.
  public let value: String
  public let reason: Text

  init(_ reason: Text, column: LibraryColumn? = nil, value: String = "", at place: CSVPlace) {
    self.place = place
    self.column = column?.rawValue
    self.value = String(value.unicodeScalars.prefix(200))
    self.reason = reason
  }
}
