public import Cedar
public import SQLite

extension Site: Listed {
  public static let table = EntityTable("Site", table: "site")

  public static func find(_ id: String, on connection: Connection) throws -> Site? {
    try ID(id).flatMap(SiteStore(connection: connection).find)
  }
}
