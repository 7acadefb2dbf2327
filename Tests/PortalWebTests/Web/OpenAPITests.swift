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
        let (one, other) = (uses[0], use)
        Issue.record(
          """
          \(name) stands for two shapes: at \(one.place) \(text(one.record.schema)),
          at \(other.place) \(text(other.record.schema))
          """)
      }
    }
  }

  private func text(_ schema: JSON) -> String {
    String(decoding: schema.serialised(), as: UTF8.self)
  }
}
