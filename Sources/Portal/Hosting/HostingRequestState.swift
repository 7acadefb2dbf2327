public import SQLite

extension HostingRequest {
  public enum State: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case draft, submitted, underReview, approved, rejected, waitlisted, withdrawn, expired

    public var label: Text {
      switch self {
      case .draft: Text("brouillon", "draft")
      case .submitted: Text("soumise", "submitted")
      case .underReview: Text("en instruction", "under review")
      case .approved: Text("approuvée", "approved")
      case .rejected: Text("rejetée", "rejected")
      case .waitlisted: Text("en liste d’attente", "waitlisted")
      case .withdrawn: Text("retirée", "withdrawn")
      case .expired: Text("expirée", "expired")
      }
    }

    /// Whether resources are held for a request in this state.
    public var holdsResources: Bool { self == .submitted || self == .underReview }

    /// The states in which somebody still has to do something about a request that was submitted.
    static let open: [State] = [.submitted, .underReview, .waitlisted]

    /// What a person is told whose deed does not fit the state.
    var obstacle: Text {
      Text(
        "La demande est à l’état « \(label.french) ».",
        "The request is in state “\(label.english)”.")
    }
  }

  /// What can happen to a request. `review`: one of several decisions was taken, and others are still to come.
  public enum Event: String, Hashable, Sendable, CaseIterable {
    case submit, review, approve, reject, waitlist, withdraw, expire
  }

  /// The workflow: where an event leads from a state, `nil` where it has no place.
  static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.draft, .submit), (.waitlisted, .submit): .submitted
    case (.submitted, .review), (.underReview, .review): .underReview
    case (.underReview, .approve): .approved
    case (.submitted, .reject), (.underReview, .reject), (.waitlisted, .reject): .rejected
    case (.draft, .waitlist), (.submitted, .waitlist), (.underReview, .waitlist): .waitlisted
    case (.draft, .withdraw), (.submitted, .withdraw), (.underReview, .withdraw),
      (.waitlisted, .withdraw):
      .withdrawn
    case (.submitted, .expire), (.underReview, .expire), (.waitlisted, .expire): .expired
    case (.draft, _), (.submitted, _), (.underReview, _), (.waitlisted, _): nil
    case (.approved, _), (.rejected, _), (.withdrawn, _), (.expired, _): nil
    }
  }
}
