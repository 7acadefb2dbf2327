public import Cedar
public import SQLite

extension Adoption: Listed {
  public static let table = EntityTable(
    "Adoption", table: "adoption",
    fields: [.column("organisation")])

  public static func find(_ id: String, on connection: Connection) throws -> Adoption? {
    try ID(id).flatMap(AdoptionStore(connection: connection).find)
  }
}
