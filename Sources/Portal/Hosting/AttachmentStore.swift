import SQLite

/// All SQL of documents that go with hosting requests.
struct AttachmentStore {
  let connection: Connection

  private static let columns: SQL = "id, request, name, kind, size, sha256, addedBy, addedAt"

  /// In the order in which they were added.
  func attachments(of request: HostingRequest.ID) throws -> [Attachment] {
    try connection.rows(
      "SELECT \(Self.columns) FROM attachment WHERE request = \(request) ORDER BY id", attachment)
  }

  func find(_ id: Attachment.ID, of request: HostingRequest.ID) throws -> Attachment? {
    try connection.first(
      "SELECT \(Self.columns) FROM attachment WHERE id = \(id) AND request = \(request)", attachment
    )
  }

  func content(of attachment: Attachment) throws -> [UInt8] {
    let content: [UInt8]? = try connection.value(
      "SELECT content FROM attachmentContent WHERE attachment = \(attachment.id)")
    guard let content else { throw PortalError.damaged("attachment \(attachment.id) is empty") }
    return content
  }

  private func attachment(_ row: Row) throws -> Attachment {
    Attachment(
      id: try row(0), request: try row(1), name: try row(2), kind: try row(3), size: try row(4),
      sha256: try row(5), addedBy: try row(6), addedAt: try row(7))
  }

  func insert(
    _ attachment: Attachment, holding content: [UInt8], of request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try connection.run(
      """
      INSERT INTO attachment (\(Self.columns))
      VALUES (\(attachment.id), \(attachment.request), \(attachment.name), \(attachment.kind),
              \(attachment.size), \(attachment.sha256), \(attachment.addedBy), \(attachment.addedAt))
      """)
    try connection.run(
      "INSERT INTO attachmentContent (attachment, content) VALUES (\(attachment.id), \(content))")
  }

  func remove(
    _ attachment: Attachment, of request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try connection.run("DELETE FROM attachment WHERE id = \(attachment.id)")
  }
}

extension Transaction {
  var attachments: AttachmentStore { AttachmentStore(connection: connection) }
}
