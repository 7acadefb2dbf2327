public import Cedar
public import SQLite

extension HostingRequest: Listed {
  public static let table = EntityTable(
    "HostingRequest", table: "hostingRequest",
    fields: [
      .column("organisation"), .column("state"), .column("requester"), .column("maintainer"),
      .set(
        "bodies",
        table: """
          (SELECT id AS request, organisation FROM hostingRequest
           UNION ALL
           SELECT hostingRequest.id, deployment.organisation
           FROM hostingRequest JOIN deployment ON deployment.id = hostingRequest.predecessor)
          """, owner: "request", element: "organisation"),
      .column("publicStatus") { row in
        "(SELECT publicStatus FROM organisation WHERE id = \(row).organisation)"
      },
      .set("editors", table: "hostingRequestEditor", owner: "request", element: "person"),
      .set("deciders", table: "decision", owner: "request", element: "person"),
      .column("vcpu"), .column("memoryGiB"), .column("storageGiB"), .column("gpu"),
      .column("prohibited") { row in
        """
        (SELECT riskClass = 'inacceptable' FROM useCase JOIN revision
           ON revision.useCase = useCase.id AND revision.number = coalesce(publishedRevision, currentRevision)
         WHERE useCase.id = \(row).useCase)
        """
      },
      .column("sensitiveData") { row in "(\(row).dataClass = 'sensitive')" },
      .column("personalData") { row in "(\(row).dataClass IN ('personal', 'sensitive'))" },
    ])

  public static func find(_ id: String, on connection: Connection) throws -> HostingRequest? {
    try ID(id).flatMap(HostingRequestStore(connection: connection).find)
  }
}
