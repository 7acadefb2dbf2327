public import Cedar
public import SQLite

extension AuditEntry: Listed {
  public static let resourceType = ResourceType.auditEntry
  public var resourceID: String { String(number) }

  public var entity: Entity {
    var attributes: Record = [:]
    attributes["organisation"] = organisation.map { .entity(EntityUID($0)) }
    return Entity(uid: uid, attributes: attributes)
  }

  public static let table = EntityTable(
    "AuditEntry", table: "audit", id: "number", fields: [.column("organisation")])

  public static func find(_ id: String, on connection: Connection) throws -> AuditEntry? {
    try Int64(id).flatMap(AuditLogStore(connection: connection).find)
  }
}
