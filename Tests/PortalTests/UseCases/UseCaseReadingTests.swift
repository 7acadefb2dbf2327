import Portal
import TestSupport
import Testing

@Suite("Reading use cases")
struct UseCaseReadingTests {
  @Test("each sees the fields that are theirs to see")
  func fields() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .coBuilding).id
    func visibilities(_ actor: Actor) throws -> Set<SheetField.Visibility> {
      let record = try test.portal.useCase(id, as: actor)
      #expect(record.sheet == SampleSheet.complete.showing(record.visibilities))
      return record.visibilities
    }
    #expect(try visibilities(test.cast.townContributor) == [.public, .shared, .own])
    #expect(try visibilities(test.cast.curator) == [.public, .shared, .own])
    #expect(try visibilities(test.cast.partnerContributor) == [.public, .shared])
  }

  @Test("whoever sees only the library learns nothing of the working copy")
  func workingCopy() async throws {
    let test = try await TestPortal()
    let id = try await test.reopenedUseCase().id
    _ = try await test.portal.inviteParticipant(
      test.cast.studio, as: .builder, to: id, as: test.cast.townLead)
    for actor in [Actor.visitor, test.cast.agglomerationLead, test.cast.otherPartnerLead] {
      let record = try test.portal.useCase(id, as: actor)
      #expect(record.title == "Comptes rendus assistés")
      #expect(record.state == .published)
      #expect(record.revision == 1)
      #expect(record.visibilities == [.public])
      #expect(record.revisions.isEmpty)
      #expect(record.participations.map(\.organisation) == [test.cast.town, test.cast.workshop])
      #expect(throws: PortalError.self) {
        try test.portal.useCaseRevision(1, of: id, as: actor)
      }
      #expect(throws: PortalError.self) { try test.portal.comments(on: id, as: actor) }
    }
    let record = try test.portal.useCase(id, as: test.cast.partnerContributor)
    #expect(record.title == "Nouveau nom")
    #expect(record.state == .coBuilding)
    #expect(record.revisions.map(\.number) == [2, 1])
    #expect(record.participations.count == 3)
  }

  @Test("a revision comes with the one before it")
  func revision() async throws {
    let test = try await TestPortal()
    let id = try await test.reopenedUseCase().id
    let record = try test.portal.useCaseRevision(2, of: id, as: test.cast.partnerLead)
    #expect(record.revision.changed == [.title])
    #expect(record.revision.author?.organisation == "Ville d’Exemple")
    #expect(record.sheet.differences(from: record.before) == [.title])
    #expect(try test.portal.useCaseRevision(1, of: id, as: test.cast.partnerLead).before.isEmpty)
    #expect(throws: PortalError.self) {
      try test.portal.useCaseRevision(3, of: id, as: test.cast.partnerLead)
    }
  }

  @Test("offers are what the deeds would be answered")
  func offers() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    let offers = try test.portal.useCase(useCase.id, as: test.cast.townLead).offers
    let allowed = offers.filter(\.isAllowed).map(\.action)
    #expect(allowed == [.editSheet, .inviteParticipant, .submitUseCase, .discuss])
    #expect(offers.allSatisfy { $0.isAllowed == ($0.why == nil) })
  }

  @Test("a list shows exactly what the gate would show one by one, counts included")
  func listAgainstGate() async throws {
    let test = try await TestPortal()
    var ids: [UseCase.ID] = []
    for state in UseCase.State.allCases {
      ids.append(try await test.useCase(in: state).id)
      test.clock.advance(seconds: 60)
    }
    ids.append(try await test.reopenedUseCase().id)
    let invited = try await test.useCase(in: .proposed)
    _ = try await test.portal.inviteParticipant(
      test.cast.studio, as: .builder, to: invited.id, as: test.cast.townLead)
    let declined = try await test.useCase(in: .proposed)
    _ = try await test.portal.inviteParticipant(
      test.cast.studio, as: .builder, to: declined.id, as: test.cast.townLead)
    try await test.portal.answerInvitation(
      to: declined.id, accepting: false, as: test.cast.otherPartnerLead)
    ids += [invited.id, declined.id]
    let partnerCase = try await test.portal.draftUseCase(
      for: test.cast.workshop, SheetChange(SampleSheet.name), as: test.cast.partnerContributor)
    ids.append(partnerCase.id)

    let actors =
      test.cast.everybody.map(\.actor) + [.visitor, .console]
      + test.cast.everybody.prefix(1).compactMap { $0.actor.person.map(Actor.person) }
    for actor in actors {
      let seen = ids.compactMap { try? test.portal.useCase($0, as: actor) }
      let page = try test.portal.useCases(limit: Limit(clamping: 100), as: actor)
      #expect(Set(page.items.map(\.id)) == Set(seen.map(\.id)), "\(actor)")
      #expect(page.total == seen.count)
      for record in seen {
        let row = try #require(page.items.first { $0.id == record.id })
        #expect(row.title == record.title)
        #expect(row.state == record.state)
        #expect(row.stateAt == record.stateAt)
        #expect(row.isInLibrary == record.isInLibrary)
      }
      for state in UseCase.State.allCases {
        let page = try test.portal.useCases(UseCaseFilter(state: state), as: actor)
        #expect(page.total == seen.count { $0.state == state }, "\(state) \(actor)")
      }
      try expectPaging(test, as: actor, rows: page.items)
    }
    #expect(try test.portal.useCases(as: .visitor).total == 2)
  }

  /// Turning pages of two rows gives every row once, in order.
  private func expectPaging(_ test: TestPortal, as actor: Actor, rows: [UseCaseRow]) throws {
    var cursor: Cursor?
    var turned: [UseCaseRow] = []
    repeat {
      let page = try test.portal.useCases(
        after: cursor, limit: Limit(clamping: 2), as: actor)
      turned += page.items
      cursor = page.next
    } while cursor != nil && turned.count <= rows.count
    #expect(turned == rows)
  }

  @Test("filters by what is mine and by words of the title")
  func filters() async throws {
    let test = try await TestPortal()
    let published = try await test.useCase(in: .published)
    _ = try await test.portal.draftUseCase(
      for: test.cast.agglomeration, SheetChange([.title: .text("Eau % potable")]),
      as: test.cast.agglomerationLead)
    let agglomeration = test.cast.agglomerationLead
    #expect(try test.portal.useCases(as: agglomeration).total == 2)
    let mine = try test.portal.useCases(UseCaseFilter(isMine: true), as: agglomeration)
    #expect(mine.items.map(\.title) == ["Eau % potable"])
    #expect(mine.items.first?.participation == .accepted)
    let found = try test.portal.useCases(UseCaseFilter(text: "RENDUS"), as: agglomeration)
    #expect(found.items.map(\.id) == [published.id])
    #expect(try test.portal.useCases(UseCaseFilter(text: "%"), as: agglomeration).total == 1)
    #expect(try test.portal.useCases(UseCaseFilter(text: "'"), as: agglomeration).total == 0)
  }

  @Test("a grant that has ended lists nothing")
  func ended() async throws {
    let test = try await TestPortal()
    let member = try #require(test.cast.townLead.member)
    let forged = Actor.member(
      Member(
        membership: member.membership, person: member.person, organisation: test.cast.gigalis,
        kind: .operator, role: .curator))
    #expect(throws: PortalError.self) { try test.portal.useCases(as: forged) }
  }
}
