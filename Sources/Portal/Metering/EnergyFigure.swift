/// An amount of energy and what its generation emitted. Whole numbers, rounded once, so that sums are those of what is shown.
public struct Energy: Hashable, Sendable {
  /// Of the computers alone, Wh.
  public var itWattHours: Int
  /// With the site's cooling, conversion and lighting: times its PUE, Wh.
  public var totalWattHours: Int
  /// gCO₂e.
  public var gramsCO2e: Int

  public static let zero = Energy(itWattHours: 0, totalWattHours: 0, gramsCO2e: 0)

  public static func + (left: Energy, right: Energy) -> Energy {
    Energy(
      itWattHours: left.itWattHours + right.itWattHours,
      totalWattHours: left.totalWattHours + right.totalWattHours,
      gramsCO2e: left.gramsCO2e + right.gramsCO2e)
  }
}

/// An energy figure with everything that a reader needs to judge it.
public struct EnergyFigure: Hashable, Sendable {
  public let tier: Tier
  public let energy: Energy
  /// From idle to full load, where the figure is modelled.
  public let range: EnergyRange?
  /// The part, within `energy`, of the host's idle draw, where it is known apart; of the computers alone, Wh.
  public let idleWattHours: Int?
  public let basis: EnergyBasis
}

/// The least and the most that a figure could be.
public struct EnergyRange: Hashable, Sendable {
  public let idle: Energy
  public let full: Energy

  static func + (left: EnergyRange, right: EnergyRange) -> EnergyRange {
    EnergyRange(idle: left.idle + right.idle, full: left.full + right.full)
  }
}

/// What a figure rests on.
public struct EnergyBasis: Hashable, Sendable {
  public let coefficients: CoefficientSet
  public let pue: PowerUsageEffectiveness
  public let factor: GridFactor
  /// The share of full load that is taken for granted where no use is known, in per cent.
  public let utilisationPercent: Int

  /// Method, coefficients, PUE, factor and what is left out, in one sentence for each.
  public func sentence(for tier: Tier) -> Text {
    let (french, english) = (method(of: tier).french, method(of: tier).english)
    return Text(
      """
      \(french) PUE \(pue.value.french) (\(pue.basis.french)). \(factor.gramsPerKWh.french) gCO₂e/kWh \
      (\(factor.source), \(factor.year) ; \(factor.perimeter.french)). La fabrication des équipements et le réseau ne \
      sont pas comptés.
      """,
      """
      \(english) PUE \(pue.value) (\(pue.basis.english)). \(factor.gramsPerKWh) gCO₂e/kWh \
      (\(factor.source), \(factor.year); \(factor.perimeter.english)). The making of the equipment and the network are \
      not counted.
      """)
  }

  private func method(of tier: Tier) -> Text {
    let name = tier.label
    return switch tier {
    case .measuredWorkload, .measuredHost:
      Text("Niveau \(name.french).", "Tier \(name.english).")
    case .modelledUse:
      Text(
        "Niveau \(name.french) : \(machines.french).",
        "Tier \(name.english): \(machines.english).")
    case .modelledAllocation:
      Text(
        "Niveau \(name.french) à \(utilisationPercent) % de charge : \(machines.french).",
        "Tier \(name.english) at \(utilisationPercent)% load: \(machines.english).")
    }
  }

  private var machines: Text {
    Text(
      "\(coefficients.name.french), un GPU compté comme \(coefficients.gpuModel)",
      "\(coefficients.name.english), a GPU counted as \(coefficients.gpuModel)")
  }
}

extension FixedPoint {
  /// With a comma.
  var french: String { description.replacing(".", with: ",") }
}
