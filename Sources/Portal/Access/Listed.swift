public import Cedar
public import SQLite

/// Something protected that stands in a table, so that the rules can be asked about every row at once.
public protocol Listed: Protected {
  /// Where the attributes that `fabrique.cedarschema` gives its type stand.
  static var table: EntityTable { get }

  /// The thing of that id; `nil` where there is none.
  static func find(_ id: String, on connection: Connection) throws -> Self?
}

extension FieldMap {
  /// Everything that lists are made of, held against the vocabulary of the rules.
  init(vocabulary: Schema) throws(FieldMapError) {
    try self.init(
      schema: vocabulary,
      [
        Organisation.table, UseCase.table, Adoption.table, HostingRequest.table, Deployment.table,
        DeploymentOffer.table, QuotaRequest.table, Solution.table, Site.table, AuditEntry.table,
      ])
  }
}
