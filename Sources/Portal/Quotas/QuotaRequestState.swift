public import SQLite

extension QuotaRequest {
  public enum State: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case submitted, granted, refused, withdrawn

    public var label: Text {
      switch self {
      case .submitted: Text("soumise", "submitted")
      case .granted: Text("accordée", "granted")
      case .refused: Text("refusée", "refused")
      case .withdrawn: Text("retirée", "withdrawn")
      }
    }

    /// What a person is told whose deed does not fit the state.
    var obstacle: Text {
      Text(
        "La demande de quota est à l’état « \(label.french) ».",
        "The quota request is in state “\(label.english)”.")
    }
  }

  public enum Event: String, Hashable, Sendable, CaseIterable {
    case grant, refuse, withdraw
  }

  /// The workflow: where an event leads from a state, `nil` where it has no place.
  static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.submitted, .grant): .granted
    case (.submitted, .refuse): .refused
    case (.submitted, .withdraw): .withdrawn
    case (.granted, _), (.refused, _), (.withdrawn, _): nil
    }
  }
}
