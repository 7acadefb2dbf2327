import Portal
import TestSupport
import Testing

@Suite("Editing a sheet")
struct SheetEditingTests {
  @Test("two people save from the same base: one wins, the other gets the merge offer and saves it")
  func concurrency() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    let (portal, cast, id) = (test.portal, test.cast, useCase.id)
    let changes: [(Actor, SheetChange)] = [
      (cast.townLead, SheetChange([.title: .text("Nom de la ville"), .bias: .text("Aucun")])),
      (
        cast.partnerLead,
        SheetChange([.title: .text("Nom de l’atelier"), .monitoring: .text("Mensuel")])
      ),
    ]
    let losers: [(Int, Staleness)] = try await withThrowingTaskGroup(
      of: (Int, Staleness)?.self
    ) { group in
      for (index, (actor, change)) in changes.enumerated() {
        group.addTask {
          do {
            _ = try await portal.editSheet(id, change, revision: 1, as: actor)
            return nil
          } catch PortalError.stale(let staleness) {
            return (index, staleness)
          }
        }
      }
      var losers: [(Int, Staleness)] = []
      for try await case let loser? in group { losers.append(loser) }
      return losers
    }
    #expect(losers.count == 1)
    let (loser, staleness) = try #require(losers.first)
    let (winning, losing) = (changes[1 - loser].1, changes[loser].1)
    #expect(staleness.currentVersion == 2)
    let conflicts = staleness.differences.filter(\.isConflict)
    #expect(conflicts.map(\.field) == ["sheet/title"])
    #expect(conflicts.first?.base == "Comptes rendus assistés")
    #expect(conflicts.first?.theirs == winning.values[.title]??.inputs.first)
    #expect(conflicts.first?.yours == losing.values[.title]??.inputs.first)
    #expect(staleness.differences.count == 3)

    _ = try await portal.editSheet(id, losing, revision: 2, as: changes[loser].0)
    let sheet = try portal.useCase(id, as: cast.townLead).sheet
    #expect(sheet[.title] == losing.values[.title])
    #expect(sheet.text(.bias) == "Aucun")
    #expect(sheet.text(.monitoring) == "Mensuel")
  }

  @Test("a partner neither sees nor changes what the owner keeps, not even in a merge offer")
  func ownFields() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    let (portal, cast, id) = (test.portal, test.cast, useCase.id)
    try await test.expectRefusal(.viewOwnFields, by: "own-fields-stay-own") {
      _ = try await portal.editSheet(
        id, SheetChange([.budget: .choice("over100")]), revision: 1, as: cast.partnerLead)
    }
    _ = try await portal.editSheet(
      id, SheetChange([.budget: .choice("over100"), .bias: .text("Aucun")]), revision: 1,
      as: cast.townLead)
    let error = try await test.expectFailure {
      _ = try await portal.editSheet(
        id, SheetChange([.monitoring: .text("Mensuel")]), revision: 1, as: cast.partnerLead)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.differences.map(\.field) == ["sheet/bias", "sheet/monitoring"])
    _ = try await portal.editSheet(
      id, SheetChange([.monitoring: .text("Mensuel")]), revision: 2, as: cast.partnerLead)
    #expect(try portal.useCase(id, as: cast.townLead).sheet.choice(.budget) == "over100")
    let record = try portal.useCase(id, as: cast.partnerLead)
    #expect(record.sheet[.budget] == nil)
    #expect(record.revisions.allSatisfy { !$0.changed.contains(.budget) })
  }

  @Test("a change that changes nothing makes no revision")
  func nothingChanged() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .draft)
    let lines = try test.auditCount()
    let after = try await test.portal.editSheet(
      useCase.id, SheetChange([.title: SampleSheet.complete[.title]]), revision: 1,
      as: test.cast.townLead)
    #expect(after.currentRevision == 1)
    #expect(try test.auditCount() == lines)
  }

  @Test("a base that never was is not a merge")
  func unknownBase() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .draft)
    for revision in [0, -1, 2, Int.max] {
      let error = try await test.expectFailure {
        _ = try await test.portal.editSheet(
          useCase.id, SheetChange([.title: .text("x")]), revision: revision,
          as: test.cast.townLead)
      }
      guard case .invalid = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("a sheet without a name, or that contradicts itself, is not saved")
  func inconsistent() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .draft)
    let error = try await test.expectFailure {
      _ = try await test.portal.editSheet(
        useCase.id,
        SheetChange([.title: nil, .startMonth: .text("2026-05"), .endMonth: .text("2026-04")]),
        revision: 1, as: test.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["sheet/title", "sheet/endMonth"])
  }

  @Test("once proposed, a sheet rests", arguments: [UseCase.State.proposed, .inReview])
  func resting(state: UseCase.State) async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: state)
    let error = try await test.expectFailure {
      _ = try await test.portal.editSheet(
        useCase.id, SheetChange([.title: .text("x")]), revision: 1, as: test.cast.townLead)
    }
    guard case .wrongState(.editSheet, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("once published, a sheet stands", arguments: [UseCase.State.published, .archived])
  func immutable(state: UseCase.State) async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: state)
    try await test.expectRefusal(.editSheet, by: "published-is-immutable") {
      _ = try await test.portal.editSheet(
        useCase.id, SheetChange([.title: .text("x")]), revision: 1, as: test.cast.townLead)
    }
  }
}
