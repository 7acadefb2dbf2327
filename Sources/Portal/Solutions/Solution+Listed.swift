public import Cedar
public import SQLite

extension Solution: Listed {
  public static let table = EntityTable(
    "Solution", table: "solution", fields: [.column("publisher")])

  public static func find(_ id: String, on connection: Connection) throws -> Solution? {
    try ID(id).flatMap(SolutionStore(connection: connection).find)
  }
}
