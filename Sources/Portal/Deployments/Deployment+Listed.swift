public import Cedar
public import SQLite

extension Deployment: Listed {
  public static let table = EntityTable(
    "Deployment", table: "deployment",
    fields: [.column("organisation"), .column("site"), .column("maintainer")])

  public static func find(_ id: String, on connection: Connection) throws -> Deployment? {
    try ID(id).flatMap(DeploymentStore(connection: connection).find)
  }
}
