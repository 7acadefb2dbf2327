import HTTP
import Portal

/// The documents of a hosting request. Pages only: a file comes with a form.
enum AttachmentRoutes {
  static func add(to table: inout RouteTable) {
    table.post(
      "/hosting-requests/:request/attachments", AttachmentPanel.addLabel, faces: [.page],
      body: [.version, AttachmentPanel.document], form: HostingRequestRoutes.recordView
    ) { context in
      guard let upload = context.fields.file(AttachmentPanel.document.name) else {
        throw PortalError.invalid(
          AttachmentPanel.document.name, Text("Choisissez un document.", "Choose a document."))
      }
      let request = try await context.portal.attach(
        try upload.open().read(upTo: upload.size), called: upload.name, to: context.id("request"),
        version: context.version(), as: context.actor)
      return try HostingRequestRoutes.done(request, context)
    }

    table.post(
      "/hosting-requests/:request/attachments/:attachment/removal", AttachmentPanel.removeLabel,
      faces: [.page], body: [.version], form: HostingRequestRoutes.recordView
    ) { context in
      let request = try await context.portal.removeAttachment(
        context.id("attachment"), of: context.id("request"), version: context.version(),
        as: context.actor)
      return try HostingRequestRoutes.done(request, context)
    }

    table.get(
      "/hosting-requests/:request/attachments/:attachment",
      Text("Un document de la demande", "A document of the request"), faces: [.page]
    ) { context in
      let (attachment, content) = try context.portal.attachment(
        context.id("attachment"), of: context.id("request"), as: context.actor)
      return .response(.download(content, attachment.kind.mediaType, name: attachment.name))
    }
  }
}

extension Response {
  /// To be saved, never shown as a page of ours.
  fileprivate static func download(
    _ content: [UInt8], _ mediaType: String, name: String
  ) -> Response {
    var response = Response(.ok, body: .bytes(content))
    response.headers.set(.contentType, mediaType)
    response.headers.setAttachment(named: name)
    return response
  }
}
