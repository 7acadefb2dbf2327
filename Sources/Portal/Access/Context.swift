import Cedar

/// What the rules may know of a request beside who and what.
public struct Context: Sendable {
  let attributes: [String: Value]
  /// What is told beside the reason when quota or capacity is in the way.
  var shortage: Shortage? = nil

  public static let none = Context(attributes: [:])

  /// For `submitHostingRequest`: which quota or capacity is exceeded, if any, and whether the duties for high-risk systems
  /// apply on that day.
  public static func submission(exceeding shortage: Shortage?, on today: Day) -> Context {
    Context(
      attributes: ["exceeded": .bool(shortage != nil), "highRiskDuties": duties(on: today)],
      shortage: shortage)
  }

  private static func duties(on today: Day) -> Value {
    .bool(today >= AIAct.highRiskDutiesApply)
  }

  /// For `decideApproval` and `decideSecondApproval`: whether it grants, and which quota or capacity is exceeded by now, if any.
  public static func approval(
    granting: Bool, exceeding shortage: Shortage?, on today: Day
  ) -> Context {
    Context(
      attributes: [
        "granting": .bool(granting), "exceeded": .bool(shortage != nil),
        "highRiskDuties": duties(on: today),
      ], shortage: shortage)
  }

  /// For `addPerson`, `grantMembership`, `endMembership` and `delegateRole`: whose grant it is, unless the account is still to be made.
  public static func grant(of person: Person.ID?) -> Context {
    guard let person else { return .none }
    return Context(attributes: ["person": .entity(EntityUID(person))])
  }

  /// The most favourable circumstances for an action: what an offer on a record is judged by, before anything is filled in.
  static func hopeful(for action: Action) -> Context {
    switch action {
    case .submitHostingRequest: .submission(exceeding: nil, on: .min)
    case .decideApproval, .decideSecondApproval: 
      .approval(granting: false, exceeding: nil, on: .min)
    default: .none
    }
  }
}
