import Crypto
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

  @Test("one byte more, and the digest says no")
  func digest() throws {
    let sample = try Order.sample()
    #expect(throws: Order.Unreadable.self) {
      try Order(document: sample.document + " ", digest: sample.digest)
    }
    #expect(throws: Order.Unreadable.self) { try Order(document: sample.document, digest: "") }
  }

  @Test("whatever is missing or out of bounds makes an order unreadable")
  func incomplete() throws {
    let document = try Order.sample().document
    for (part, replacement) in [
      ("\"revision\":1", "\"revision\":0"), ("\"running\"", "\"splendid\""),
      ("\"vcpu\":2", "\"vcpu\":-2"), ("\"vcpu\":2", "\"vcpu\":9223372036854775807"),
      ("\"vcpu\":2", "\"vcpu\":2.0"), ("\"gpu\"", "\"gpus\""), ("\"title\"", "\"name\""),
      ("\"ville\"", "\"../ville\""), ("\"slug\"", "\"name\""), ("01890a5d", "01890A5D"),
      (Day.sample.description, "2026-02-30"), ("{", "["),
    ] {
      let changed = document.replacing(part, with: replacement)
      #expect(changed != document)
      #expect(throws: Order.Unreadable.self, "\(replacement)") { try order(changed) }
    }
  }
}
