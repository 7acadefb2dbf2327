import HTTP
import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal
@testable import PortalWeb

@Suite("There is one way to approved") struct ChokePointTests {
  /// What a caller with the best of intentions, or the worst, would send.
  private func body(_ version: Int) throws -> [UInt8] {
    let body: JSON = [
      "version": .integer(Int64(version)), "verdict": "favourable", "reason": "Accord",
    ]
    return body.serialised()
  }

  @Test("no route, called by whomever, approves what has only been asked for")
  func everyRoute() async throws {
    let scene = try await HostingWebScene()
    let routes = StrangerTests.routes.filter {
      $0.faces.contains(.api) && $0.method != .get && $0.pattern.contains(":request")
    }
    #expect(routes.count >= 8)
    var answers: Set<Int> = []
    for (name, actor) in scene.cast.everybody {
      let program = try await scene.test.program(as: actor)
      for route in routes {
        let request = try await scene.submitted(scene.body(vcpu: 1, dataClass: "sensitive"))
        let path = route.pattern.split(separator: "/").map { $0 == ":request" ? request : String($0) }
        let version: Int =
          try scene.test.value("SELECT version FROM hostingRequest WHERE id = \(request)") ?? 0
        let reception = try await program.send(
          route.method, "/" + path.joined(separator: "/"), try body(version))
        answers.insert(reception.status)
        let state: HostingRequest.State? = try scene.test.value(
          "SELECT state FROM hostingRequest WHERE id = \(request)")
        #expect(state != .approved, "\(name): \(route.method.name) \(route.pattern)")
        // Room for the next one.
        let reached: Int =
          try scene.test.value("SELECT version FROM hostingRequest WHERE id = \(request)") ?? 0
        _ = try? await scene.test.portal.withdrawHostingRequest(
          HostingRequest.ID(request)!, version: reached, as: scene.cast.townLead)
      }
    }
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 0)
    // Some of them did something, or nothing was tried.
    #expect(answers.contains(200) && answers.contains(403))
  }
}
