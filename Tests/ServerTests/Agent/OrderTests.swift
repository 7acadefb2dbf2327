import Crypto
import Foundation
import JSON
import Portal
import Testing

@testable import Server

@Suite("Orders as they come") struct OrderTests {
  private func order(_ document: String) throws -> Order {
    try Order(document: document, digest: Hex.encode(Digest.sha256(Array(document.utf8))))
  }

  @Test("a document is read whole")
  func whole() throws {
    let order = try Order.sample(.suspended, revision: 7, title: "Été")
    #expect(order.revision == 7 && order.state == .suspended && order.title == "Été")
    #expect(order.granted == Resources(vcpu: 2, memoryGiB: 4, storageGiB: 10))
    #expect(order.period.start == .sample)
  }

  @Test("what to run is read; from before there was a catalogue it is what is shipped")
  func workloads() throws {
    #expect(try Order.sample().workload == .standard)
    let shipped = try Order.sample(workload: ["kind": "shipped", "reference": "minutes"])
    #expect(shipped.workload == .standard)
    let image = try Order.sample(workload: SampleWorkload.image()).workload
    #expect(image.artifact.host == "registry.example" && image.service?.port == 8080)
    #expect(try Order.sample(workload: SampleWorkload.bundle).workload.artifact.kind == .bundle)
  }

  @Test("what to run is whole and of one mind, or the order is unreadable")
  func wrongWorkloads() throws {
    let document = try Order.sample(workload: SampleWorkload.image()).document
    for (part, replacement) in [
      ("\"profile\":\"image\"", "\"profile\":\"minutes\""),
      ("\"profile\":\"image\"", "\"profile\":\"bundle\""), ("@sha256:", "@sha512:"),
      ("\"digest\":\"sha256:0a", "\"digest\":\"sha256:0b"), ("8080", "0"),
      ("\"port\"", "\"ports\""), ("/health", "health"), ("\"kind\":\"image\"", "\"kind\":\"vm\""),
      ("\"workload\"", "\"load\""),
    ] {
      let changed = document.replacing(part, with: replacement)
      #expect(changed != document)
      #expect(throws: Order.Unreadable.self, "\(replacement)") { try order(changed) }
    }
  }

  @Test("one byte more, and the digest says no")
  func digest() throws {
    let sample = try Order.sample()
    #expect(throws: Order.Unreadable.self) {
      try Order(document: sample.document + " ", digest: sample.digest)
    }
    #expect(throws: Order.Unreadable.self) { try Order(document: sample.document, digest: "") }
  }

  @Test("only the portal's signature, over this very document, makes an order")
  func signature() throws {
    let key = try Ed25519.PrivateKey()
    let document = try Order.sample().document
    let signature = try OrderSignature(of: document, by: key).text
    _ = try Order(document: document, signature: signature, by: key.publicKey)
    let bare = Base64URL.encode(try key.sign(Array(document.utf8)))
    let foreign = try OrderSignature(of: document, by: Ed25519.PrivateKey()).text
    for (document, signature) in [
      (document + " ", signature),
      (document.replacing("\"vcpu\":2", with: "\"vcpu\":3"), signature),
      (document, bare), (document, foreign), (document, ""), (document, signature + "="),
      (document, String(signature.dropLast())),
    ] {
      #expect(throws: Order.Unreadable.self) {
        try Order(document: document, signature: signature, by: key.publicKey)
      }
    }
  }

  @Test("a revision that was once taken is never gone below, not even by another agent program")
  func revisions() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var revisions = try GivenRevisions(in: folder.path)
    try revisions.take(.sample(revision: 3))
    try revisions.take(.sample(revision: 3))
    var later = try GivenRevisions(in: folder.path)
    #expect(throws: Order.Unreadable.self) { try later.take(.sample(revision: 2)) }
    try later.take(.sample(revision: 4))
  }

  @Test("whatever is missing or out of bounds makes an order unreadable")
  func incomplete() throws {
    let document = try Order.sample().document
    for (part, replacement) in [
      ("\"revision\":1", "\"revision\":0"), ("\"running\"", "\"splendid\""),
      ("\"vcpu\":2", "\"vcpu\":-2"), ("\"vcpu\":2", "\"vcpu\":9223372036854775807"),
      ("\"vcpu\":2", "\"vcpu\":2.0"), ("\"gpu\"", "\"gpus\""), ("\"title\"", "\"name\""),
      ("\"site\"", "\"place\""), ("\"approval\"", "\"wish\""),
      ("8059", "805"), ("minutes", "mining"), ("\"resources\"", "\"spec\""),
      ("\"ville\"", "\"../ville\""), ("\"slug\"", "\"name\""),
      ("01890a5d", "01890A5D"), (Day.sample.description, "2026-02-30"), ("{", "["),
    ] {
      let changed = document.replacing(part, with: replacement)
      #expect(changed != document)
      #expect(throws: Order.Unreadable.self, "\(replacement)") { try order(changed) }
    }
  }
}
