import Cedar

/// One way in which something refused would be allowed: facts that would all have to differ, and no fewer would do.
public struct Remedy: Hashable, Sendable {
  public struct ChangedFact: Hashable, Sendable {
    /// In people's words.
    public let text: Text
    /// The condition that would have to hold, as the rules write it.
    public let condition: String
  }

  public let facts: [ChangedFact]
}

extension RuleBook {
  /// The smallest changes with which the rules would allow what they refuse, those most easily made first; at most three,
  /// none where more than three facts would have to differ.
  public func remedies(for refusal: Refusal) -> [Remedy] {
    let bounds = Remedies.Bounds(facts: 3, remedies: 3, attempts: 5_000)
    return counterfactuals.explain(refusal.question, within: bounds).remedies.map { remedy in
      Remedy(
        facts: remedy.facts.map {
          Remedy.ChangedFact(text: FactWords.sentence($0), condition: "\($0)")
        })
    }
  }

  /// How hard a fact is to change: circumstances first, then the thing, then who acts for whom. Somebody can sign in and act
  /// in a role; otherwise what somebody or something is does not change.
  static func cost(of fact: Fact) -> Int? {
    switch (fact.path.variable, fact.path.attributes.first) {
    case (.context, _): 0
    case (.resource, _?): 1
    case (.principal, "role"): 2
    case (.principal, "organisation"): 3
    case (.principal, "kind"): 4
    case (.principal, "person"): 5
    case (.principal, nil) where fact.need == .ofType("Member"): 6
    default: nil
    }
  }
}
