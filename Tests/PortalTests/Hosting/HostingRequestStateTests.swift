import Testing

@testable import Portal

struct HostingRequestStateTests {
  typealias State = HostingRequest.State
  typealias Event = HostingRequest.Event

  /// The whole workflow, written once more; whatever is not here leads nowhere.
  static let steps: [State: [Event: State]] = [
    .draft: [.submit: .submitted, .waitlist: .waitlisted, .withdraw: .withdrawn],
    .submitted: [
      .review: .underReview, .reject: .rejected, .waitlist: .waitlisted, .withdraw: .withdrawn,
      .expire: .expired,
    ],
    .underReview: [
      .review: .underReview, .approve: .approved, .reject: .rejected, .waitlist: .waitlisted,
      .withdraw: .withdrawn, .expire: .expired,
    ],
    .waitlisted: [
      .submit: .submitted, .reject: .rejected, .withdraw: .withdrawn, .expire: .expired,
    ],
  ]

  @Test(arguments: State.allCases, Event.allCases)
  func everyEventInEveryState(state: State, event: Event) {
    #expect(HostingRequest.next(state, event) == Self.steps[state]?[event])
  }

  static let deeds: [Action: Set<State>] = [
    .editHostingRequest: [.draft],
    .submitHostingRequest: [.draft],
    .withdrawHostingRequest: [.draft, .submitted, .underReview, .waitlisted],
    .expireHostingRequest: [.submitted, .underReview, .waitlisted],
    .decideTechnical: [.submitted, .underReview],
    .decideDataProtection: [.submitted, .underReview],
    // Nothing has been decided on the sample.
    .decideApproval: [],
  ]

  @Test(arguments: State.allCases)
  func everyDeedInEveryState(state: State) {
    let request = HostingRequest.sample(state: state, dataClass: .personal)
    for (action, expected) in Self.deeds {
      #expect((request.obstacle(to: action) == nil) == expected.contains(state), "\(action)")
    }
  }

  @Test func approvalWaitsForBothOthers() {
    var request = HostingRequest.sample(state: .underReview, dataClass: .personal)
    #expect(request.obstacle(to: .decideApproval)?.english.contains("technical") == true)
    request.decisions = [.sample(.technical, .favourable)]
    #expect(request.obstacle(to: .decideApproval)?.english.contains("data-protection") == true)
    request.decisions.append(.sample(.dataProtection, .unfavourable))
    #expect(request.obstacle(to: .decideApproval) == nil)
    request.decisions.append(.sample(.approval, .favourable))
    #expect(request.obstacle(to: .decideApproval) != nil)
  }

  @Test func noOpinionWithoutPersonalData() {
    var request = HostingRequest.sample(state: .underReview, dataClass: .internal)
    #expect(request.obstacle(to: .decideDataProtection) != nil)
    request.decisions = [.sample(.technical, .favourable)]
    #expect(request.obstacle(to: .decideApproval) == nil)
  }

  @Test func noDecisionIsTakenTwice() {
    var request = HostingRequest.sample(state: .underReview, dataClass: .personal)
    request.decisions = [
      .sample(.technical, .favourable), .sample(.dataProtection, .favourable),
    ]
    #expect(request.obstacle(to: .decideTechnical) != nil)
    #expect(request.obstacle(to: .decideDataProtection) != nil)
  }
}

extension HostingRequest {
  static func sample(state: State, dataClass: DataClass) -> HostingRequest {
    HostingRequest(
      id: LedgerTests.identifier(1), organisation: LedgerTests.identifier(2),
      publicStatus: .public, changes: nil, useCase: LedgerTests.identifier(3), title: "Sample", state: state,
      stateAt: Instant(milliseconds: 0), wanted: Resources(vcpu: 2, memoryGiB: 4),
      period: Period(start: LedgerTests.today, end: LedgerTests.today.adding(days: 30))!,
      dataClass: dataClass, aipdState: .toDo, maintainer: nil, justification: "", riskClass: .minimal, euDatabaseEntry: "",
      requester: LedgerTests.identifier(4), editors: [], createdAt: Instant(milliseconds: 0),
      submittedAt: nil, waits: nil, stages: .sample(dataClass), decisions: [],
      version: 1)
  }
}

extension [Decision.RequiredStage] {
  /// As the rules call for them of a small request.
  static func sample(_ dataClass: DataClass) -> Self {
    let stages: [Decision.Stage] =
      dataClass.isPersonal ? [.technical, .dataProtection, .approval] : [.technical, .approval]
    return stages.map { Decision.RequiredStage(stage: $0, dueAt: Instant(milliseconds: 0)) }
  }
}

extension Decision {
  static func sample(_ stage: Stage, _ verdict: Verdict) -> Decision {
    Decision(
      id: LedgerTests.identifier(5), request: LedgerTests.identifier(1), stage: stage,
      verdict: verdict, reason: "…", person: LedgerTests.identifier(6),
      organisation: LedgerTests.identifier(7), at: Instant(milliseconds: 0))
  }
}
