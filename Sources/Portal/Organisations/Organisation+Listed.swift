public import Cedar
public import SQLite

extension Organisation: Listed {
  public static let table = EntityTable(
    "Organisation", table: "organisation",
    fields: [.column("kind"), .column("publicStatus")])

  public static func find(_ id: String, on connection: Connection) throws -> Organisation? {
    try ID(id).flatMap(OrganisationStore(connection: connection).find)
  }
}
