import Portal
import TestSupport
import Testing

@Suite("Discussion")
struct CommentTests {
  @Test("participants and curators talk; pages run newest first")
  func discussion() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .coBuilding).id
    let voices = [test.cast.townContributor, test.cast.partnerLead, test.cast.curator]
    for (number, actor) in voices.enumerated() {
      test.clock.advance(seconds: 1)
      _ = try await test.portal.discuss(id, " Message \(number)\r\nsuite ", as: actor)
    }
    let first = try test.portal.comments(
      on: id, limit: Limit(clamping: 2), as: test.cast.partnerContributor)
    #expect(first.items.map(\.body) == ["Message 2\nsuite", "Message 1\nsuite"])
    #expect(first.items.map(\.author.organisation) == ["Gigalis", "Atelier Exemple"])
    #expect(first.total == 3)
    let second = try test.portal.comments(
      on: id, after: first.next, as: test.cast.partnerContributor)
    #expect(second.items.map(\.body) == ["Message 0\nsuite"])
    #expect(second.next == nil)
  }

  @Test(
    "an empty, endless or binary comment is not taken",
    arguments: ["", " \n ", String(repeating: "x", count: 5001), "a\u{0}b"])
  func wrong(body: String) async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .coBuilding).id
    let error = try await test.expectFailure {
      _ = try await test.portal.discuss(id, body, as: test.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["body"])
  }

  @Test("who only watches does not talk")
  func watching() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .coBuilding).id
    try await test.expectRefusal(.discuss) {
      _ = try await test.portal.discuss(id, "Bonjour", as: test.cast.auditor)
    }
  }
}
