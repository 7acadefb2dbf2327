import Portal
import SQLite
import TestSupport

// What the tests of the rule pages say often.

extension Thing {
  static let platform = Thing(type: .platform, id: "fabrique")

  init(_ useCase: UseCase) { self.init(type: .useCase, id: useCase.id.text) }
  init(_ request: HostingRequest) { self.init(type: .hostingRequest, id: request.id.text) }
  init(_ organisation: Organisation.ID) { self.init(type: .organisation, id: organisation.text) }
}

extension PortalError {
  var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
}

extension TestPortal {
  /// The one explanation for an actor, asked for by the auditor.
  func explanation(
    of action: Action, on thing: Thing, by actor: Actor
  ) async throws -> Explanation {
    let name =
      switch actor {
      case .member(let member): "Member::\"\(member.membership)\""
      case .console: "console"
      default: "visitor"
      }
    let explanations = try await portal.explain(action, on: thing, by: name, as: cast.auditor)
    guard explanations.count == 1 else { throw PortalError.notFound }
    return explanations[0]
  }

  /// Shuts the account of the person behind an actor by hand.
  func disable(_ actor: Actor) async throws {
    guard let person = actor.member?.person else { throw PortalError.signInRequired }
    let now = clock.now()
    try await portal.database.write { connection in
      _ = try connection.run("UPDATE person SET disabledAt = \(now) WHERE id = \(person)")
    }
  }
}

extension Explanation {
  /// Each remedy as the conditions that would have to hold.
  var conditions: [[String]] { remedies.map { $0.facts.map(\.condition) } }
}
