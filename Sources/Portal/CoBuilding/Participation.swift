public import SQLite

/// An organisation's part in a use case.
public struct Participation: Hashable, Sendable {
  public let organisation: Organisation.ID
  public let name: String
  public let slug: String
  public let kind: Organisation.Kind
  public let role: Role
  public let state: State
  public let invitedAt: Instant
  public let answeredAt: Instant?

  public enum Role: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case initiator, builder, beneficiary

    public var label: Text {
      switch self {
      case .initiator: Text("à l’initiative", "initiator")
      case .builder: Text("co-constructeur", "builder")
      case .beneficiary: Text("bénéficiaire", "beneficiary")
      }
    }
  }

  public enum State: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case invited, accepted, declined
    case left

    public var label: Text {
      switch self {
      case .invited: Text("invité", "invited")
      case .accepted: Text("participe", "takes part")
      case .declined: Text("a décliné", "declined")
      case .left: Text("s’est retiré", "withdrew")
      }
    }
  }
}
