import HTTP
import JSON
import Testing

@testable import PortalWeb

@Suite("The API's description") struct OpenAPITests {
  @Test("a name stands for one schema, whatever route says it")
  func names() {
    var described = ErrorReport.shape.records.map { (place: "every error", record: $0) }
    for route in StrangerTests.routes {
      let place = "\(route.method.name) \(route.pattern)"
      described += OpenAPI.records(of: route).map { (place, $0) }
    }
    let byName = Dictionary(grouping: described, by: \.record.name)
    #expect(byName.count > 50)
    for (name, uses) in byName {
      for use in uses.dropFirst() where use.record.schema != uses[0].record.schema {
        Issue.record(
          """
          \(name) is \(uses[0].record.schema) at \(uses[0].place), but \(use.record.schema) at \(use.place)
          """)
      }
    }
  }
}
