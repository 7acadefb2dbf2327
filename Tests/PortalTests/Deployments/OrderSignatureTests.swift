import Crypto
import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Orders are signed")
struct OrderSignatureTests {
  @Test func everyOrderIsSignedAsItIsGiven() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    _ = try await scene.portal.suspendDeployment(deployment.id, version: 1, as: scene.cast.townLead)
    let orders = try scene.portal.deployment(deployment.id, as: scene.cast.townLead).handOvers
    let key = scene.portal.keys.orders.publicKey
    #expect(orders.map(\.revision) == [2, 1])
    for order in orders {
      let signature = try #require(order.signature)
      #expect(signature.key == OrderSignature.name(of: key))
      #expect(try OrderSignature.isValid(signature.bytes, of: order.document, by: key))
      // Over the document alone, without the line that keeps it apart, the signature is false.
      #expect(try !key.isValid(signature.bytes, for: Array(order.document.utf8)))
      let json = try JSON(parsing: Array(order.document.utf8))
      #expect(json["site"]?.text == scene.site.id.text && json["key"]?.text == signature.key)
      #expect(json["profile"]?.text == "minutes" && json["resources"]?["vcpu"]?.int == 4)
    }
    #expect(try await scene.portal.reissueOrders() == 0)
  }

  /// As the migration leaves an order from before, and as it is after the key was replaced.
  @Test(
    arguments: [
      "UPDATE handOver SET signature = NULL, signingKey = NULL",
      "UPDATE handOver SET signingKey = '0123456789abcdef'",
    ] as [SQL])
  func whatNoAgentWouldFollowIsGivenAnew(damage: SQL) async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.database.write { try $0.run(damage) }
    let lines = try scene.test.auditCount()
    #expect(try await scene.portal.reissueOrders() == 1)
    let orders = try await scene.portal.pullOrders(at: scene.site.id, as: agent).orders
    #expect(orders.map(\.revision) == [2])
    #expect(
      orders.first?.signature?.key == OrderSignature.name(of: scene.portal.keys.orders.publicKey))
    let record = try scene.portal.deployment(deployment.id, as: scene.cast.townLead)
    #expect(record.deployment.desired.state == .running)
    #expect(try scene.test.auditLines(after: lines) == ["console reissueOrder done Deployment"])
    #expect(try await scene.portal.reissueOrders() == 0)
  }

  @Test func whatIsNotSignedIsNotHandedOver() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.database.write {
      try $0.run("UPDATE handOver SET signature = NULL, signingKey = NULL")
    }
    #expect(try await scene.portal.pullOrders(at: scene.site.id, as: agent).orders.isEmpty)
  }
}
