import Testing

@testable import Portal

@Suite("Use-case states")
struct UseCaseStateTests {
  @Test("the workflow has exactly these steps", arguments: UseCase.State.allCases)
  func steps(state: UseCase.State) {
    let expected: [UseCase.Event: UseCase.State] =
      switch state {
      case .draft: [.propose: .proposed]
      case .proposed:
        [.admit: .proposed, .decline: .declined, .startCoBuilding: .coBuilding]
      case .coBuilding: [.submit: .inReview, .archive: .archived]
      case .inReview: [.return: .coBuilding, .publish: .published, .archive: .archived]
      case .published: [.reopen: .coBuilding, .archive: .archived]
      case .declined, .archived: [:]
      }
    for event in UseCase.Event.allCases {
      #expect(UseCase.next(state, event) == expected[event], "\(state) \(event)")
    }
  }

  @Test("the obstacles say what the workflow does", arguments: UseCase.State.allCases)
  func obstacles(state: UseCase.State) throws {
    let events: [Action: UseCase.Event] = [
      .proposeUseCase: .propose, .admitUseCase: .admit, .declineUseCase: .decline,
      .startCoBuilding: .startCoBuilding, .submitUseCase: .submit, .returnUseCase: .return,
      .publishUseCase: .publish, .reopenUseCase: .reopen, .archiveUseCase: .archive,
    ]
    for (action, event) in events {
      var useCase = try sample(state)
      // What admission and decline are judged by beside the state.
      useCase.admittedAt = action == .startCoBuilding ? useCase.createdAt : nil
      let isPossible = UseCase.next(state, event) != nil
      #expect((useCase.obstacle(to: action) == nil) == isPossible, "\(state) \(action)")
    }
    let isEditable = state == .draft || state == .coBuilding
    #expect((try sample(state).obstacle(to: .editSheet) == nil) == isEditable)
    let isOpen = state != .declined && state != .archived
    for action in [Action.discuss, .answerInvitation, .leaveUseCase] {
      #expect((try sample(state).obstacle(to: action) == nil) == isOpen, "\(state) \(action)")
    }
    let isInviting = [.draft, .proposed, .coBuilding].contains(state)
    #expect((try sample(state).obstacle(to: .inviteParticipant) == nil) == isInviting)
  }

  @Test("admission is given once, and ends the possibility to decline")
  func admission() throws {
    var useCase = try sample(.proposed)
    #expect(useCase.obstacle(to: .startCoBuilding) != nil)
    try useCase.apply(.admit, at: useCase.createdAt)
    #expect(useCase.obstacle(to: .admitUseCase) != nil)
    #expect(useCase.obstacle(to: .declineUseCase) != nil)
    #expect(useCase.obstacle(to: .startCoBuilding) == nil)
  }

  @Test(
    "co-building needs both sides",
    arguments: [
      ([.publicBody], false), ([.partner], false), ([.partner, .publicBody], true), ([], false),
    ] as [([Organisation.Kind], Bool)])
  func bothSides(kinds: [Organisation.Kind], isPossible: Bool) throws {
    var useCase = try sample(.proposed)
    useCase.admittedAt = useCase.createdAt
    useCase.participations = try kinds.enumerated().map {
      try participation($0.offset, $0.element, .accepted)
    }
    #expect((useCase.obstacle(to: .startCoBuilding) == nil) == isPossible)
    useCase.participations = try kinds.enumerated().map {
      try participation($0.offset, $0.element, .invited)
    }
    #expect(useCase.obstacle(to: .startCoBuilding) != nil)
  }

  @Test("only what has been published can be archived")
  func archiving() throws {
    var useCase = try sample(.coBuilding)
    useCase.publishedRevision = nil
    #expect(useCase.obstacle(to: .archiveUseCase) != nil)
  }

  @Test("a step that the workflow lacks changes nothing")
  func refusedStep() throws {
    var useCase = try sample(.archived)
    let before = useCase
    #expect(throws: PortalError.self) { try useCase.apply(.publish, at: useCase.createdAt) }
    #expect(useCase == before)
  }

  @Test("the reason of a return stands until publication")
  func reason() throws {
    var useCase = try sample(.inReview)
    try useCase.apply(.return, reason: "Préciser les risques", at: useCase.createdAt)
    #expect(useCase.stateReason == "Préciser les risques")
    try useCase.apply(.submit, at: useCase.createdAt)
    #expect(useCase.stateReason == "Préciser les risques")
    try useCase.apply(.publish, at: useCase.createdAt)
    #expect(useCase.stateReason == nil)
    #expect(useCase.publishedRevision == useCase.currentRevision)
  }

  /// A case in a state, in the library once, with a town and a workshop taking part.
  private func sample(_ state: UseCase.State) throws -> UseCase {
    let now = Instant(milliseconds: 1_795_251_600_000)
    let participations = [
      try participation(0, .publicBody, .accepted), try participation(1, .partner, .accepted),
    ]
    return UseCase(
      id: Identifier(at: now, random: Array(repeating: 7, count: 10)), slug: "cas", state: state,
      initiator: participations[0].organisation, createdBy: nil, createdAt: now, stateAt: now,
      currentRevision: 3, publishedRevision: 2, version: 5, title: "Cas", riskClass: .nonEvalue,
      participations: participations, editors: [])
  }

  private func participation(
    _ number: Int, _ kind: Organisation.Kind, _ state: Participation.State
  ) throws -> Participation {
    let now = Instant(milliseconds: 1_795_251_600_000)
    return Participation(
      organisation: Identifier(at: now, random: Array(repeating: UInt8(number), count: 10)),
      name: "Organisation \(number)", slug: "organisation-\(number)", kind: kind,
      role: number == 0 ? .initiator : .builder, state: state, invitedAt: now, answeredAt: nil)
  }
}
