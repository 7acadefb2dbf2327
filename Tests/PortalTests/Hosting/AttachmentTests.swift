import Crypto
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Documents of a hosting request") struct AttachmentTests {
  private let pdf = Array("%PDF-1.7 une analyse d’impact".utf8)

  private func scene() async throws -> (scene: HostingScene, request: HostingRequest) {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(), as: scene.cast.townContributor)
    return (scene, request)
  }

  @Test("a document is kept byte for byte, and read by whoever may see the request")
  func kept() async throws {
    var (scene, request) = try await scene()
    request = try await scene.portal.attach(
      pdf, called: "aipd.pdf", to: request.id, version: 1, as: scene.cast.townLead)
    #expect(request.editors.map(Optional.some).contains(scene.cast.townLead.person))
    let attachment = try #require(
      try scene.portal.hostingRequest(request.id, as: scene.cast.townContributor).attachments.first)
    #expect(attachment.sha256 == Digest.sha256(pdf) && attachment.size == pdf.count)
    request = try await scene.portal.submitHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
    for actor in [scene.cast.townContributor, scene.cast.approver] {
      #expect(
        try scene.portal.attachment(attachment.id, of: request.id, as: actor).content == pdf)
    }
    #expect(throws: PortalError.self) {
      try scene.portal.attachment(attachment.id, of: request.id, as: scene.cast.agglomerationLead)
    }
  }

  @Test("after submission nothing is added or removed; before it, what is removed is gone")
  func onlyInDraft() async throws {
    var (scene, request) = try await scene()
    for name in ["un.pdf", "deux.PDF"] {
      request = try await scene.portal.attach(
        pdf, called: name, to: request.id, version: request.version, as: scene.cast.townLead)
    }
    let attachments = try scene.portal.hostingRequest(request.id, as: scene.cast.townLead)
      .attachments
    request = try await scene.portal.removeAttachment(
      attachments[0].id, of: request.id, version: request.version, as: scene.cast.townLead)
    #expect(try scene.test.value("SELECT count(*) FROM attachmentContent") == 1)
    request = try await scene.portal.submitHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
    let version = request.version
    await #expect(throws: PortalError.self) {
      try await scene.portal.attach(
        pdf, called: "trois.pdf", to: request.id, version: version, as: scene.cast.townLead)
    }
    await #expect(throws: PortalError.self) {
      try await scene.portal.removeAttachment(
        attachments[1].id, of: request.id, version: version, as: scene.cast.townLead)
    }
    #expect(try scene.test.value("SELECT count(*) FROM attachment") == 1)
  }

  @Test(
    "what does not hold what its name says is refused, and so is too much",
    arguments: [
      ("aipd.exe", Array("MZ".utf8)), ("aipd.pdf", Array("<html>".utf8)), ("aipd", [0x25]),
      ("plan.png", Array("%PDF-".utf8)), ("note.txt", [0xff, 0xfe]), ("vide.txt", []),
      ("deux\nlignes.txt", Array("a".utf8)),
      ("grand.txt", [UInt8](repeating: 0x61, count: Attachment.largest + 1)),
    ])
  func refused(name: String, content: [UInt8]) async throws {
    let (scene, request) = try await scene()
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.attach(
        content, called: name, to: request.id, version: 1, as: scene.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.allSatisfy { $0.field == "document" })
    #expect(try scene.test.value("SELECT count(*) FROM attachmentContent") == 0)
  }

  @Test("the same name twice, and an eleventh document, are refused")
  func bounded() async throws {
    var (scene, request) = try await scene()
    for number in 1...Attachment.most {
      request = try await scene.portal.attach(
        pdf, called: "\(number).pdf", to: request.id, version: request.version,
        as: scene.cast.townLead)
    }
    let version = request.version
    for name in ["1.pdf", "onze.pdf"] {
      await #expect(throws: PortalError.self) {
        try await scene.portal.attach(
          pdf, called: name, to: request.id, version: version, as: scene.cast.townLead)
      }
    }
    #expect(try scene.test.value("SELECT count(*) FROM attachment") == Attachment.most)
  }
}
