public import Cedar
public import SQLite

extension UseCase: Listed {
  public static let table = EntityTable(
    "UseCase", table: "useCase",
    fields: [
      .column("state"), .column("initiator"),
      .set(
        "participants", table: "participation", owner: "useCase", element: "organisation",
        where: "state = 'accepted'"),
      .set(
        "invited", table: "participation", owner: "useCase", element: "organisation",
        where: "state = 'invited'"),
      .set(
        "tookPart", table: "participation", owner: "useCase", element: "organisation",
        where: "state IN ('accepted', 'left')"),
      .set(
        "editors", table: "revision", owner: "useCase", element: "author",
        where: "author IS NOT NULL"),
      .column("inLibrary") { row in
        "(\(row).publishedRevision IS NOT NULL AND \(row).state <> 'archived')"
      },
      .column("riskClass") { row in
        "(SELECT riskClass FROM revision WHERE useCase = \(row).id AND number = \(row).currentRevision)"
      },
    ])

  public static func find(_ id: String, on connection: Connection) throws -> UseCase? {
    try ID(id).flatMap(UseCaseStore(connection: connection).find)
  }
}
