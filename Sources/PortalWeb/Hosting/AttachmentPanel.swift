import HTML
import Portal

/// The documents of a request: to read, and as long as it is a draft to add and to remove.
struct AttachmentPanel {
  let record: HostingRequestRecord
  let state: FormState

  static let addLabel = Text("Joindre un document", "Attach a document")
  static let removeLabel = Text("Retirer le document", "Remove the document")

  static let document = Field(
    "document", Text("Document", "Document"),
    .file(
      maximum: Attachment.largest,
      accept: Attachment.Kind.allCases.flatMap(\.endings).map { "." + $0 }.joined(separator: ",")),
    hint: Text(
      "PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG ou texte, 5 Mio au plus : l’analyse d’impact, un schéma…",
      "PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG or text, 5 MiB at most: the impact assessment, a diagram…"))

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    let isOpen = record.offers.allow(.editHostingRequest)
    if isOpen || !record.attachments.isEmpty {
      article(.class("card")) {
        h2(visit("Documents", "Documents"))
        if record.attachments.isEmpty {
          p(visit("Aucun document.", "No documents."), .class("soft"))
        }
        ul(.class("offers")) {
          for attachment in record.attachments {
            li(.class("row")) {
              a(attachment.name, .href(path(attachment)))
              span(.class("soft")) {
                visit.format((attachment.size + 1023) / 1024)
                visit(" Kio, ", " KiB, ")
                visit.format(attachment.addedAt)
              }
              if isOpen { removal(attachment, visit) }
            }
          }
        }
        if isOpen, record.attachments.count < Attachment.most {
          visit.postForm(
            to: "/hosting-requests/\(record.request.id.text)/attachments", takesFiles: true
          ) {
            let form = FormFields(visit: visit, state: state)
            form.version(record.request.version)
            form(Self.document)
            button(visit(Self.addLabel), .type(.submit), .class("plain"))
          }
        }
      }
    }
  }

  private func path(_ attachment: Attachment) -> Path {
    "/hosting-requests/\(record.request.id.text)/attachments/\(attachment.id.text)"
  }

  private func removal(_ attachment: Attachment, _ visit: Visit) -> HTML {
    visit.postForm(
      to: "/hosting-requests/\(record.request.id.text)/attachments/\(attachment.id.text)/removal"
    ) {
      FormFields(visit: visit, state: state).version(record.request.version)
      button(visit("Retirer", "Remove"), .type(.submit), .class("link"), .title(attachment.name))
    }
  }
}
