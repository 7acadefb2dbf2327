public import SQLite

/// How a figure about a site is known.
public enum Certainty: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case measured, estimated
  /// Planned: never counted as a fact.
  case objective

  public var label: Text {
    switch self {
    case .measured: Text("mesuré", "measured")
    case .estimated: Text("estimé", "estimated")
    case .objective: Text("objectif", "objective")
    }
  }

  public var isFact: Bool { self != .objective }
}
