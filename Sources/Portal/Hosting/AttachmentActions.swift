import Crypto
import JSON

/// Adding and removing a document is editing the request: the same rules, the same state, and whoever does it never
/// decides.
extension Portal {
  /// Adds a document to a draft; what it is called and what it holds have to agree.
  public func attach(
    _ content: [UInt8], called name: String, to id: HostingRequest.ID, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      let attachment: Attachment.ID = work.newID()
      let digest = Digest.sha256(content)
      let permit = try work.permit(
        .editHostingRequest, on: request,
        detail: [
          ("attachment", .string(attachment.text)), ("name", .string(name)),
          ("sha256", .string(Hex.encode(digest))),
        ])
      try request.expect(version: version)
      let (member, _) = try work.actingMember()
      let (named, kind) = try work.checked(content, called: name, for: request)
      try work.attachments.insert(
        Attachment(
          id: attachment, request: id, name: named, kind: kind, size: content.count,
          sha256: digest, addedBy: member.person, addedAt: work.now),
        holding: content, of: request, permit)
      request.editors.insert(member.person)
      try work.hostingRequests.save(&request, permit)
      return request
    }
  }

  public func removeAttachment(
    _ attachment: Attachment.ID, of id: HostingRequest.ID, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      guard let attachment = try work.attachments.find(attachment, of: id) else {
        throw PortalError.notFound
      }
      let permit = try work.permit(
        .editHostingRequest, on: request,
        detail: [("removed", .string(attachment.id.text)), ("name", .string(attachment.name))])
      try request.expect(version: version)
      try work.attachments.remove(attachment, of: request, permit)
      if let person = actor.person { request.editors.insert(person) }
      try work.hostingRequests.save(&request, permit)
      return request
    }
  }

  /// A document with its content, for whoever may see the request.
  public func attachment(
    _ attachment: Attachment.ID, of id: HostingRequest.ID, as actor: Actor
  ) throws -> (attachment: Attachment, content: [UInt8]) {
    try read(as: actor) { reading in
      _ = try reading.visibleHostingRequest(id)
      guard let attachment = try reading.attachments.find(attachment, of: id) else {
        throw PortalError.notFound
      }
      return (attachment, try reading.attachments.content(of: attachment))
    }
  }
}

extension Work {
  fileprivate func checked(
    _ content: [UInt8], called name: String, for request: HostingRequest
  ) throws -> (name: String, kind: Attachment.Kind) {
    var complaints = Complaints()
    let name = complaints.read(
      name,
      as: Prose(
        field: "document", label: Text("Nom du document", "Name of the document"), maximum: 120,
        lines: .one))
    complaints.expect(
      (1...Attachment.largest).contains(content.count), "document",
      Text(
        "Un document compte de 1 octet à \(Attachment.largest >> 20) Mio.",
        "A document has from 1 byte to \(Attachment.largest >> 20) MiB."))
    let present = try attachments.attachments(of: request.id)
    complaints.expect(
      present.count < Attachment.most, "document",
      Text(
        "Une demande porte au plus \(Attachment.most) documents.",
        "A request carries at most \(Attachment.most) documents."))
    complaints.expect(
      !present.contains { $0.name == name }, "document",
      Text("Un document porte déjà ce nom.", "A document has this name already."))
    let kind = Attachment.Kind(name: name)
    let endings = Attachment.Kind.allCases.flatMap(\.endings).joined(separator: ", ")
    complaints.expect(
      kind?.fits(content) == true, "document",
      kind == nil
        ? Text("Le nom se termine par : \(endings).", "The name ends with: \(endings).")
        : Text(
          "Le contenu n’est pas celui que le nom annonce.",
          "The content is not what the name says."))
    try complaints.throwIfAny()
    guard let kind else { throw PortalError.damaged("a checked document of no kind") }
    return (name, kind)
  }
}
