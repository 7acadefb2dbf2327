import SQLite
import TestSupport
import Testing

@testable import Portal

/// The two headline rules, over every kind, role, action and state there is, second memberships included.
@Suite("Who asked never decides, and only a public body asks")
struct HeadlineRulesTests {
  static let decisions: [Action] = [
    .decideTechnical, .decideDataProtection, .decideApproval, .decideSecondApproval,
  ]
  static let asking: [Action] = [.editHostingRequest, .submitHostingRequest]

  /// Every kind of organisation with every role, the ones that it cannot give included.
  static var grants: [(kind: Organisation.Kind, role: Role)] {
    Organisation.Kind.allCases.flatMap { kind in Role.allCases.map { (kind, $0) } }
  }

  /// A portal and somebody who acts under a grant of any kind and role, and may hold others beside it.
  struct Stage {
    let scene: HostingScene
    let person: Person.ID = LedgerTests.identifier(901)

    init() async throws {
      scene = try await HostingScene()
      let (person, now) = (person, scene.test.clock.now())
      try await scene.portal.database.write { connection in
        _ = try connection.run(
          """
          INSERT INTO person (id, email, name, createdAt)
          VALUES (\(person), 'somebody@example.org', 'Quelqu’un', \(now))
          """)
      }
    }

    func organisation(_ kind: Organisation.Kind) -> Organisation.ID {
      switch kind {
      case .publicBody: scene.cast.agglomeration
      case .partner: scene.cast.workshop
      case .operator: scene.cast.gigalis
      }
    }

    /// Gives the person exactly these grants and lets them act under the first.
    func acting(as grants: [(organisation: Organisation.ID, kind: Organisation.Kind, role: Role)])
      async throws -> Actor
    {
      let (person, now) = (person, scene.test.clock.now())
      let ids: [Membership.ID] = grants.indices.map { LedgerTests.identifier(910 + $0) }
      try await scene.portal.database.write { connection in
        try connection.run("DELETE FROM membership WHERE person = \(person)")
        for (id, grant) in zip(ids, grants) {
          try connection.run(
            """
            INSERT INTO membership (id, person, organisation, role, validFrom)
            VALUES (\(id), \(person), \(grant.organisation), \(grant.role), \(now))
            """)
        }
      }
      return .member(
        Member(
          membership: ids[0], person: person, organisation: grants[0].organisation,
          kind: grants[0].kind, role: grants[0].role))
    }

    func request(
      _ state: HostingRequest.State, of organisation: Organisation.ID,
      requester: Person.ID? = nil, editors: Set<Person.ID> = [], _ dataClass: DataClass = .personal
    ) -> HostingRequest {
      HostingRequest(
        id: LedgerTests.identifier(920), organisation: organisation, publicStatus: .public,
        changes: nil, useCase: scene.useCase, title: "Essai", state: state, stateAt: scene.test.clock.now(),
        wanted: Resources(vcpu: 1, memoryGiB: 1),
        period: Period(start: scene.today, end: scene.today.adding(days: 30))!,
        dataClass: dataClass, aipdState: .done, maintainer: nil, justification: "…", riskClass: .minimal, euDatabaseEntry: "",
        requester: requester ?? LedgerTests.identifier(999), editors: editors,
        createdAt: scene.test.clock.now(), submittedAt: nil, waits: nil, stages: .sample(dataClass), decisions: [],
        version: 1)
    }

    func verdict(
      _ action: Action, on request: some Protected, as actor: Actor, granting: Bool = true
    ) throws -> Gate.Verdict {
      let context: Context =
        switch action {
        case .submitHostingRequest: .submission(exceeding: nil)
        case .decideApproval, .decideSecondApproval:
          .approval(granting: granting, exceeding: nil)
        default: .none
        }
      return try scene.portal.read(as: actor) {
        try $0.gate.decide(action, on: request, context: context)
      }
    }
  }

  private func isRefused(_ verdict: Gate.Verdict, by rule: String) -> Bool {
    if case .refused(let refusal) = verdict {
      refusal.forbidding.contains { $0.id == rule }
    } else {
      false
    }
  }

  private func isAllowedByTheRules(_ verdict: Gate.Verdict) -> Bool {
    if case .refused = verdict { false } else { true }
  }

  @Test func whoAskedOrEditedNeverDecides() async throws {
    let stage = try await Stage()
    for grant in Self.grants {
      let home = stage.organisation(grant.kind)
      let actor = try await stage.acting(as: [(home, grant.kind, grant.role)])
      for state in HostingRequest.State.allCases {
        for action in Self.decisions {
          for granting in [true, false] {
            let asked = stage.request(state, of: home, requester: stage.person)
            #expect(
              isRefused(
                try stage.verdict(action, on: asked, as: actor, granting: granting),
                by: "requester-never-decides"), "\(grant) \(state) \(action)")
            let edited = stage.request(state, of: home, editors: [stage.person])
            #expect(
              isRefused(
                try stage.verdict(action, on: edited, as: actor, granting: granting),
                by: "editor-never-decides"), "\(grant) \(state) \(action)")
          }
        }
      }
    }
  }

  @Test func whoWillBeHostedNeverDecidesWhateverHatTheyWear() async throws {
    let stage = try await Stage()
    let town = stage.scene.cast.town
    for grant in Self.grants {
      for second in Role.roles(of: .publicBody) {
        // A second membership in the body to be hosted, whatever the first one is.
        let actor = try await stage.acting(as: [
          (stage.organisation(grant.kind), grant.kind, grant.role), (town, .publicBody, second),
        ])
        for state in HostingRequest.State.allCases {
          for action in [Action.decideTechnical, .decideApproval] {
            #expect(
              isRefused(
                try stage.verdict(action, on: stage.request(state, of: town), as: actor),
                by: "body-concerned-never-decides"), "\(grant) \(second) \(state) \(action)")
          }
        }
      }
    }
  }

  @Test func whoDecidesAtAll() async throws {
    let stage = try await Stage()
    let town = stage.scene.cast.town
    for grant in Self.grants {
      let home = grant.kind == .publicBody ? town : stage.organisation(grant.kind)
      let actor = try await stage.acting(as: [(home, grant.kind, grant.role)])
      for state in HostingRequest.State.allCases {
        for action in Self.decisions {
          let expected =
            switch action {
            case .decideTechnical: grant == (.operator, .hostingOfficer)
            case .decideApproval, .decideSecondApproval: grant == (.operator, .approver)
            // The opinion is the hosted body's own officer's.
            default: grant.kind == .publicBody && grant.role == .dpo
            }
          let verdict = try stage.verdict(action, on: stage.request(state, of: town), as: actor)
          #expect(isAllowedByTheRules(verdict) == expected, "\(grant) \(state) \(action)")
        }
      }
    }
  }

  @Test func onlyAPublicBodyAsks() async throws {
    let stage = try await Stage()
    for grant in Self.grants {
      let home = stage.organisation(grant.kind)
      let actor = try await stage.acting(as: [(home, grant.kind, grant.role)])
      let organisation = try #require(
        try stage.scene.portal.read(as: actor) { try $0.organisations.find(home) })
      let drafting = try stage.verdict(.draftHostingRequest, on: organisation, as: actor)
      let isBody = grant.kind == .publicBody
      #expect(
        isAllowedByTheRules(drafting)
          == (isBody && (grant.role == .lead || grant.role == .contributor)), "\(grant)")
      if !isBody { #expect(isRefused(drafting, by: "only-public-bodies-ask"), "\(grant)") }
      for state in HostingRequest.State.allCases {
        for action in Self.asking {
          let verdict = try stage.verdict(action, on: stage.request(state, of: home), as: actor)
          if !isBody { #expect(isRefused(verdict, by: "only-public-bodies-ask")) }
          let roles: [Role] = action == .submitHostingRequest ? [.lead] : [.lead, .contributor]
          #expect(
            isAllowedByTheRules(verdict) == (isBody && roles.contains(grant.role)),
            "\(grant) \(state) \(action)")
        }
      }
    }
  }

  /// Another hat does not help: asked for a body, one acts for that body.
  @Test func aSecondMembershipDoesNotLetAPartnerAsk() async throws {
    let stage = try await Stage()
    let actor = try await stage.acting(as: [
      (stage.scene.cast.workshop, .partner, .lead), (stage.scene.cast.town, .publicBody, .lead),
    ])
    for action in Self.asking {
      let verdict = try stage.verdict(
        action, on: stage.request(.draft, of: stage.scene.cast.town), as: actor)
      #expect(isRefused(verdict, by: "only-public-bodies-ask"))
    }
  }

  @Test func nobodyButMembersAsksOrDecides() async throws {
    let stage = try await Stage()
    let agent = try await stage.scene.agent()
    for actor in [Actor.visitor, .console, .person(stage.person), agent] {
      for state in HostingRequest.State.allCases {
        for action in Self.asking + Self.decisions {
          let request = stage.request(state, of: stage.scene.cast.town)
          #expect(!isAllowedByTheRules(try stage.verdict(action, on: request, as: actor)))
        }
      }
    }
  }
}
