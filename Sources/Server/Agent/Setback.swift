/// Why a platform did not take a step.
struct Setback: Error, CustomStringConvertible {
  enum Kind: Sendable {
    /// It has too little left. Asked again only now and then: somebody may have made room.
    case capacityRefused
    /// It does not allow this at all.
    case policyRefused
    /// Somebody else was quicker; what is there now is looked at before anything else.
    case conflict
    /// Something is missing there that somebody must bring.
    case waitingPlatform
    /// It is not well.
    case platformError
  }

  let kind: Kind
  /// For people, in French as all that an agent reports.
  let reason: String

  var description: String { reason }
}
