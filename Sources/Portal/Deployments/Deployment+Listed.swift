public import Cedar
public import SQLite

extension Deployment: Listed {
  public static let table = EntityTable(
    "Deployment", table: "deployment",
    fields: [
      .column("organisation"), .column("site"), .column("maintainer"),
      // As `isReleased` has it.
      .column("released") { row in
        """
        (\(row).desiredState = 'released' AND \(row).observedPhase = 'absent'
         AND \(row).observedRevision = \(row).desiredRevision)
        """
      },
    ])

  public static func find(_ id: String, on connection: Connection) throws -> Deployment? {
    try ID(id).flatMap(DeploymentStore(connection: connection).find)
  }
}
