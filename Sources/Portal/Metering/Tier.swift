public import SQLite

/// How good a figure of energy is: from a meter on the workload itself down to what was merely granted.
public enum Tier: String, Hashable, Sendable, CaseIterable, Comparable, Bindable, ColumnReadable {
  case measuredWorkload, measuredHost, modelledUse, modelledAllocation

  /// A, the best, to D.
  public var letter: String {
    switch self {
    case .measuredWorkload: "A"
    case .measuredHost: "B"
    case .modelledUse: "C"
    case .modelledAllocation: "D"
    }
  }

  public var label: Text {
    switch self {
    case .measuredWorkload: Text("A, mesuré sur le service", "A, measured on the workload")
    case .measuredHost:
      Text("B, mesuré sur la machine et réparti", "B, measured on the host and shared out")
    case .modelledUse: Text("C, modélisé d’après l’usage", "C, modelled from metered use")
    case .modelledAllocation:
      Text("D, modélisé d’après l’allocation", "D, modelled from the allocation")
    }
  }

  public var isMeasured: Bool { self <= .measuredHost }

  /// The better one is the lesser.
  public static func < (left: Tier, right: Tier) -> Bool { left.letter < right.letter }
}
