import Cedar

/// What the rules may know of a request beside who and what.
public struct Context: Sendable {
  let attributes: [String: Value]
  /// What is told beside the reason when quota or capacity is in the way.
  var shortage: Shortage? = nil

  public static let none = Context(attributes: [:])

  /// For `submitHostingRequest`: which quota or capacity is exceeded, if any, and whether a registration that the AI Act
  /// asks for is missing.
  public static func submission(
    exceeding shortage: Shortage?, unregistered: Bool = false
  ) -> Context {
    Context(
      attributes: ["exceeded": .bool(shortage != nil), "unregistered": .bool(unregistered)],
      shortage: shortage)
  }

  /// For `decideApproval` and `decideSecondApproval`: whether it grants, and which quota or capacity is exceeded by now, if any.
  public static func approval(
    granting: Bool, exceeding shortage: Shortage?, unregistered: Bool = false
  ) -> Context {
    Context(
      attributes: [
        "granting": .bool(granting), "exceeded": .bool(shortage != nil),
        "unregistered": .bool(unregistered),
      ], shortage: shortage)
  }

  /// For `offerDeployment`: who is to receive it.
  static func offer(to kind: Organisation.Kind, _ status: Organisation.PublicStatus) -> Context {
    Context(
      attributes: [
        "receiverKind": .member("Kind", kind.rawValue),
        "receiverStatus": .member("PublicStatus", status.rawValue),
      ])
  }

  /// For `addPerson`, `grantMembership`, `endMembership` and `delegateRole`: whose grant it is, unless the account is still to be made.
  public static func grant(of person: Person.ID?) -> Context {
    guard let person else { return .none }
    return Context(attributes: ["person": .entity(EntityUID(person))])
  }

  /// For `publishSolutionVersion`: whether it is of what is shipped with the portal.
  public static func publication(shipped: Bool) -> Context {
    Context(attributes: ["shipped": .bool(shipped)])
  }

  /// The most favourable circumstances for an action: what an offer on a record is judged by, before anything is filled in.
  static func hopeful(for action: Action) -> Context {
    switch action {
    case .submitHostingRequest: .submission(exceeding: nil)
    case .decideApproval, .decideSecondApproval: 
      .approval(granting: false, exceeding: nil)
    case .offerDeployment: .offer(to: .publicBody, .public)
    default: .none
    }
  }
}
