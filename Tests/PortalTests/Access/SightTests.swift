import Cedar
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What is in sight is what the gate allows, row by row")
struct SightTests {
  /// One of everything that lists are made of, in as many states as the deeds reach.
  private func world(adding rule: String = "") async throws -> TestPortal {
    let test = try await TestPortal(adding: rule)
    for state in UseCase.State.allCases { _ = try await test.useCase(in: state) }
    let reopened = try await test.reopenedUseCase()
    _ = try await test.portal.inviteParticipant(
      test.cast.studio, as: .builder, to: reopened.id, as: test.cast.townLead)
    var prohibited = SampleSheet.complete
    prohibited[.riskClass] = .choice("inacceptable")
    _ = try await test.useCase(in: .inReview, sheet: prohibited)
    let published = try await test.useCase(in: .published)
    _ = try await test.portal.declareAdoption(
      of: published.id, Adoption.Statement(status: .interested, results: "", referent: ""),
      as: test.cast.agglomerationLead)
    _ = try await test.portal.addSite(
      SiteDraft(
        slug: "exemple", name: "Site d’exemple", isSample: true, pools: [HostingScene.pool()]),
      as: test.cast.administrator)
    for asking in [test.cast.townContributor, test.cast.agglomerationLead] {
      let organisation = try #require(asking.member?.organisation)
      _ = try await test.portal.requestQuota(
        of: organisation, QuotaGrant(amounts: [.vcpu: 12], validFrom: test.clock.now().day),
        justification: "x", as: asking)
    }
    for maintainer in [nil, test.cast.workshop] {
      let draft = HostingRequestDraft(
        useCase: published.id, title: "Essai", wanted: Resources(vcpu: 1, memoryGiB: 1),
        start: test.clock.now().day, end: test.clock.now().day.adding(days: 30),
        dataClass: .internal, aipdState: .notRequired, maintainer: maintainer, justification: "x")
      _ = try await test.portal.draftHostingRequest(draft, as: test.cast.townContributor)
      var request = try await test.portal.draftHostingRequest(draft, as: test.cast.townLead)
      request = try await test.portal.submitHostingRequest(
        request.id, version: request.version, as: test.cast.townLead)
      request = try await test.portal.decideTechnical(
        request.id, .favourable, reason: "x", version: request.version,
        as: test.cast.hostingOfficer)
      _ = try await test.portal.decideApproval(
        request.id, .favourable, reason: "x", version: request.version, as: test.cast.approver)
    }
    try await addSuccession(to: test)
    return test
  }

  /// One deployment offered and its take-over asked for, another one offered, declined and released.
  private func addSuccession(to test: TestPortal) async throws {
    let (lead, receiver) = (test.cast.townLead, test.cast.agglomerationLead)
    let deployments = try test.portal.deployments(as: lead).items.map(\.deployment)
    var offers: [DeploymentOffer] = []
    for deployment in deployments {
      offers.append(
        try await test.portal.offerDeployment(
          deployment.id, to: test.cast.agglomeration, until: test.clock.now().day, as: lead))
    }
    var draft = try test.portal.takeOver(offers[0].id, as: receiver)
    draft.justification = "x"
    let request = try await test.portal.draftHostingRequest(draft, as: receiver)
    _ = try await test.portal.submitHostingRequest(request.id, version: 1, as: receiver)
    _ = try await test.portal.declineOffer(offers[1].id, reason: "x", as: receiver)
    let released = try await test.portal.releaseDeployment(deployments[1].id, version: 1, as: lead)
    _ = try await test.portal.reportDeployment(
      released.id, Report(revision: 2, phase: .absent),
      as: try await test.agent(at: released.site).actor)
  }

  private static func actors(_ test: TestPortal) -> [(name: String, actor: Actor)] {
    test.cast.everybody + [
      ("visitor", .visitor), ("console", .console),
      ("person", .person(test.cast.townLead.person ?? LedgerTests.identifier(1))),
    ]
  }

  /// Holds every action of a kind of thing, for everybody, against the rules asked one by one. Gives how many rows were seen
  /// of how many.
  private func compare<Kind: Listed>(
    _ kind: Kind.Type, in test: TestPortal
  ) throws -> (seen: Int, all: Int) {
    var (seen, all) = (0, 0)
    let actions = Action.allCases.filter { action in
      test.portal.rules.schema.actions[action.uid]?.resources.contains(
        .init(Kind.resourceType.rawValue)) ?? false
    }
    for (name, actor) in Self.actors(test) {
      try test.portal.read(as: actor) { reading in
        let id = SQL(unchecked: "\(Kind.table.table).\(Kind.table.id)")
        let table = SQL(unchecked: Kind.table.table)
        let things = try reading.connection.rows("SELECT CAST(\(id) AS TEXT) FROM \(table)") {
          try $0(0) as String
        }.compactMap { try Kind.find($0, on: reading.connection) }
        for action in actions {
          let sight = try reading.gate.sight(action, of: kind)
          let inSight: [String] = try reading.connection.rows(
            "SELECT CAST(\(id) AS TEXT) FROM \(table) WHERE \(sight.condition)"
          ) { try $0(0) }
          let allowed = try things.filter { thing in
            try reading.gate.answer(action, on: thing, context: .hopeful(for: action)).isAllowed
          }
          #expect(
            Set(inSight) == Set(allowed.map(\.resourceID)), "\(action) by \(name) on \(kind)")
          #expect(try reading.connection.value(
            "SELECT count(*) FROM \(table) WHERE \(sight.condition(and: sight))") == allowed.count)
          #expect(try reading.connection.value(
            "SELECT count(*) FROM \(table) WHERE \(sight.condition(except: sight))") == 0)
          #expect(!sight.isAlways || allowed.count == things.count)
          #expect(!sight.isNever || allowed.isEmpty)
          seen += allowed.count
          all += things.count
        }
      }
    }
    return (seen, all)
  }

  @Test("for every kind, action and actor")
  func everyKind() async throws {
    let test = try await world()
    let shares = [
      try compare(UseCase.self, in: test), try compare(HostingRequest.self, in: test),
      try compare(Deployment.self, in: test), try compare(DeploymentOffer.self, in: test),
      try compare(Adoption.self, in: test),
      try compare(Organisation.self, in: test), try compare(Site.self, in: test),
      try compare(AuditEntry.self, in: test), try compare(QuotaRequest.self, in: test),
    ]
    // Neither nothing nor everything, or nothing was tested.
    for share in shares { #expect(share.seen > 0 && share.seen < share.all) }
  }

  @Test("knowing what all rows share changes nothing but the way to find them")
  func knowing() async throws {
    let test = try await world()
    for (name, actor) in Self.actors(test) {
      try test.portal.read(as: actor) { reading in
        func ids(_ condition: SQL) throws -> Set<String> {
          Set(
            try reading.connection.rows("SELECT id FROM useCase WHERE \(condition)") {
              try $0(0) as String
            })
        }
        let inLibrary: SQL = "(publishedRevision IS NOT NULL AND useCase.state <> 'archived')"
        let all = try reading.gate.sight(.viewUseCase, of: UseCase.self)
        let shown = try reading.gate.sight(
          .viewUseCase, of: UseCase.self, knowing: ["inLibrary": true])
        let others = try reading.gate.sight(
          .viewUseCase, of: UseCase.self, knowing: ["inLibrary": false])
        #expect(
          try ids(all.condition)
            == ids("\(shown.condition) AND \(inLibrary)").union(
              ids("\(others.condition) AND NOT \(inLibrary)")), "\(name)")
      }
    }
  }

  /// Two sets of a row cannot be compared in SQL.
  private static let untranslatable = """
    @id("nobody-left") @reason("Essai.") @reason_en("Test.")
    forbid (principal is Member, action == Action::"viewUseCase", resource is UseCase)
    unless { resource.participants == resource.tookPart || resource.inLibrary };
    @id("curator-looks") @reason("Essai.") @reason_en("Test.")
    permit (principal is Member, action == Action::"viewUseCase", resource is UseCase)
    when { principal.role == Role::"auditor" && resource.participants.containsAll(resource.invited) };
    """

  @Test("a rule that SQL cannot tell is asked row by row, and that is reported")
  func rowByRow() async throws {
    let test = try await world(adding: Self.untranslatable)
    let share = try compare(UseCase.self, in: test)
    #expect(share.seen > 0 && share.seen < share.all)
    for (_, actor) in test.cast.everybody {
      let listed = try test.portal.useCases(limit: Limit(clamping: 100), as: actor)
      #expect(listed.total == listed.items.count)
      for row in listed.items { _ = try test.portal.useCase(row.id, as: actor) }
    }
  }

  @Test("a grant that has ended sees nothing and is told so")
  func ended() async throws {
    let test = try await TestPortal()
    let member = try #require(test.cast.townLead.member)
    try await test.portal.database.write { connection in
      _ = try connection.run(
        "UPDATE membership SET validUntil = \(test.clock.now()) WHERE id = \(member.membership)")
    }
    #expect(throws: PortalError.self) {
      try test.portal.read(as: test.cast.townLead) {
        _ = try $0.gate.sight(.viewUseCase, of: UseCase.self)
      }
    }
  }
}
