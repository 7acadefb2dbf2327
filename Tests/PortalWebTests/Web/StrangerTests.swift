import HTTP
import JSON
import Portal
import TestSupport
import Testing

@testable import PortalWeb

/// Every route of the table, called by those it is not for.
@Suite("Strangers") struct StrangerTests {
  static let routes: [Route] = {
    var table = RouteTable()
    Routes.add(to: &table)
    return table.routes
  }()

  @Test("a visitor gets nothing but what is for everybody")
  func visitors() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser()
    let program = try await test.program(as: .visitor)
    let caller = try test.caller(showing: nil)
    for route in Self.routes where route.access != .everybody {
      let target = path(of: route)
      if route.faces.contains(.page) {
        let reception =
          route.method == .get ? try await browser.get(target) : try await browser.post(target)
        let isSentToSignIn = reception.location?.hasPrefix("/sign-in?next=") == true
        #expect(
          isSentToSignIn || reception.status == 401 || reception.status == 403,
          "\(route.method.name) \(route.pattern) answers \(reception.status)")
      }
      if route.faces.contains(.api) {
        let reception = try await program.send(route.method, target, nil)
        #expect(
          reception.status == 401,
          "\(route.method.name) \(route.pattern) answers \(reception.status)")
      }
      if route.faces.contains(.handOver) {
        let reception = try await caller.send(route.method, target, nil)
        #expect(
          reception.status == 403,
          "\(route.method.name) \(route.pattern) answers \(reception.status)")
      }
    }
  }

  @Test("what is not there is 404 or a complaint for every role, never a fault")
  func nothingThere() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody {
      let program = try await test.program(as: actor)
      for route in Self.routes where route.faces.contains(.api) && route.pattern.contains(":") {
        let reception = try await program.send(route.method, path(of: route), nil)
        #expect(
          [401, 403, 404, 422].contains(reception.status),
          "\(name): \(route.method.name) \(route.pattern) answers \(reception.status)")
      }
    }
  }

  @Test("bodies that are no JSON, or the wrong JSON, are refused by every route alike")
  func garbage() async throws {
    let test = try await TestPortal()
    let program = try await test.program(as: test.cast.townLead)
    for route in Self.routes
    where route.faces.contains(.api) && route.method != .get && route.access == .member {
      for body in ["{", "[]", #"{"unheard": 1}"#, #"{"a": 1, "a": 2}"#, "\u{feff}{}"] {
        let reception = try await program.send(route.method, path(of: route), Array(body.utf8))
        #expect(
          [400, 422].contains(reception.status),
          "\(route.method.name) \(route.pattern) answers \(reception.status) to \(body)")
      }
      let invalid = try await program.send(route.method, path(of: route), [0x7b, 0xff, 0x7d])
      #expect(invalid.status == 400)
    }
  }

  /// The pattern with ids that nothing has.
  private func path(of route: Route) -> String {
    "/"
      + route.pattern.split(separator: "/").map { segment in
        switch segment {
        case ":slug": "no-such-thing"
        case ":number": "9999"
        default:
          segment.hasPrefix(":") ? "00000000-0000-7000-8000-ffffffffffff" : String(segment)
        }
      }.joined(separator: "/")
  }
}
