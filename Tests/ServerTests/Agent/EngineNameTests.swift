import Portal
import Testing

@testable import Server

@Suite("Names on a platform") struct EngineNameTests {
  @Test("names are those of the id in base 32, and lead back to it")
  func names() throws {
    let deployment = try Order.sample().deployment
    #expect(deployment.engineName == "h-agequxnmsz3uxpgowmbatguak4")
    #expect(Deployment.ID(engineName: deployment.engineName) == deployment)
  }

  @Test(
    "no other name is taken for a deployment's",
    arguments: [
      "", "h-", "agequxnmsz3uxpgowmbatguak4", "h-AGEQUXNMSZ3UXPGOWMBATGUAK4",
      "h-agequxnmsz3uxpgowmbatguak5", "h-agequxnmsz3uxpgowmbatguak",
      "h-agequxnmsz3uxpgowmbatguak4a",
      "h-agequxnmsz3uxpgowmbatguak0", "h-agequxnmsz3uxpgowmbatguaké",
    ])
  func others(name: String) {
    #expect(Deployment.ID(engineName: name) == nil)
  }
}
