import Portal
import SQLite
import TestSupport
import Testing

/// Who can do something now: everybody whose role is running, held against the rules.
@Suite("Holders of a deed") struct HoldersTests {
  @Test("an approver who also belongs to the hosted body cannot approve its request")
  func approvers() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    let thing = Thing(type: .hostingRequest, id: request.id.text)
    func approvers() async throws -> [String] {
      try await names(of: .decideApproval, on: thing, in: scene.test)
    }
    #expect(try await approvers() == ["Personne 33", "Personne 37"])
    try await scene.test.grant(scene.cast.otherApprover, role: .contributor, in: scene.cast.town)
    #expect(try await approvers() == ["Personne 33"])
    try await scene.test.end(scene.cast.approver)
    #expect(try await approvers() == [])
  }

  @Test("each holder comes with the rules that let them, and the number of roles that were asked")
  func rules() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    let holders = try await test.portal.holders(
      of: .publishUseCase, on: Thing(type: .useCase, id: useCase.slug), as: test.cast.auditor)
    #expect(holders.holders.map(\.grant.personName) == ["Personne 31", "Personne 36"])
    #expect(holders.holders.allSatisfy { $0.rules.map(\.id) == ["curator-decides"] })
    #expect(holders.asked == test.cast.everybody.count)
    #expect(holders.obstacle == nil)
  }

  @Test("the state of a thing stands against a deed whoever does it")
  func obstacle() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .proposed)
    let holders = try await test.portal.holders(
      of: .publishUseCase, on: Thing(type: .useCase, id: useCase.id.text), as: .console)
    #expect(holders.holders.count == 2)
    #expect(holders.obstacle == useCase.obstacle(to: .publishUseCase))
    #expect(holders.obstacle != nil)
  }

  @Test("somebody whose account is disabled holds nothing")
  func disabled() async throws {
    let test = try await TestPortal()
    try await test.disable(test.cast.otherCurator)
    let names = try await names(of: .importUseCases, on: .platform, in: test)
    #expect(names == ["Personne 31"])
  }

  @Test("what does not exist is not found; what is not done to such a thing is invalid")
  func nonsense() async throws {
    let test = try await TestPortal()
    for thing in ["UseCase::\"nowhere\"", "Platform::\"another\"", "AuditEntry::\"x\""] {
      let thing = try #require(Thing(thing))
      let error = await #expect(throws: PortalError.self) {
        _ = try await test.portal.holders(of: .viewAudit, on: thing, as: test.cast.auditor)
      }
      #expect(error?.isNotFound == true, "\(thing)")
    }
    for action in [Action.publishUseCase, .pullOrders, .signIn] {
      let error = await #expect(throws: PortalError.self) {
        _ = try await test.portal.holders(of: action, on: .platform, as: test.cast.auditor)
      }
      #expect(error?.fields == ["action"], "\(action)")
    }
    #expect(try test.auditCount() == 0)
  }

  @Test("nobody but the auditor and the console asks, and each question leaves a line")
  func refusals() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody where name != "auditor" {
      let before = try test.auditCount()
      let error = await #expect(throws: PortalError.self, "\(name)") {
        _ = try await test.portal.holders(of: .viewAudit, on: .platform, as: actor)
      }
      #expect(error?.refusal?.action == .viewGrants, "\(name)")
      #expect(try test.auditLines(after: before) == ["member viewGrants refused Platform"])
      await #expect(throws: PortalError.self) { try await test.portal.requireHolders(as: actor) }
    }
    await #expect(throws: PortalError.self) {
      try await test.portal.requireHolders(as: .visitor)
    }
    let before = try test.auditCount()
    for actor in [test.cast.auditor, .console] {
      try await test.portal.requireHolders(as: actor)
      _ = try await test.portal.holders(of: .viewAudit, on: .platform, as: actor)
    }
    #expect(
      try test.auditLines(after: before) == [
        "member viewGrants done Platform", "console viewGrants done Platform",
      ])
    let detail: String? = try test.value("SELECT detail FROM audit ORDER BY number DESC LIMIT 1")
    #expect(detail == #"{"deed":"viewAudit","thing":"Platform::\"fabrique\""}"#)
  }

  private func names(
    of action: Action, on thing: Thing, in test: TestPortal
  ) async throws -> [String] {
    try await test.portal.holders(of: action, on: thing, as: test.cast.auditor).holders
      .map(\.grant.personName)
  }
}
