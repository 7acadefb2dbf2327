public import Cedar
public import SQLite

extension QuotaRequest: Listed {
  public static let table = EntityTable(
    "QuotaRequest", table: "quotaRequest",
    fields: [.column("organisation"), .column("requester")])

  public static func find(_ id: String, on connection: Connection) throws -> QuotaRequest? {
    try ID(id).flatMap(QuotaRequestStore(connection: connection).find)
  }
}
