import SQLite

/// The SQL that only the import needs: what is there already.
struct ImportStore {
  let connection: Connection

  /// A use case that was imported before.
  struct Known {
    let useCase: UseCase.ID
    let key: String
    let body: Organisation.ID
    /// As it was imported: its first revision, whatever was changed in the portal since.
    let sheet: Sheet
  }

  func useCases(from source: String) throws -> [Known] {
    try connection.rows(
      """
      SELECT id, sourceKey, initiator, sheet
      FROM useCase JOIN revision ON revision.useCase = id AND number = 1
      WHERE source = \(source)
      """
    ) { row in
      Known(
        useCase: try row(0), key: try row(1), body: try row(2), sheet: try Sheet(stored: row(3)))
    }
  }

  /// Every organisation, by what imported rows may name it.
  func organisations() throws -> [(id: Organisation.ID, siren: String?, name: String)] {
    try connection.rows("SELECT id, siren, name FROM organisation") {
      (id: try $0(0), siren: try $0(1), name: try $0(2))
    }
  }
}

extension Transaction {
  var imports: ImportStore { ImportStore(connection: connection) }
}
