/// From use to energy and emissions, after the method of Cloud Carbon Footprint: watts per unit from a coefficient set,
/// times the site's PUE, times the grid's factor. Knows no database.
struct EnergyModel: Hashable, Sendable {
  let basis: EnergyBasis

  init(
    coefficients: CoefficientSet = .standard, pue: PowerUsageEffectiveness = .assumed,
    factor: GridFactor = .standard, utilisationPercent: Int = 50
  ) {
    basis = EnergyBasis(
      coefficients: coefficients, pue: pue, factor: factor, utilisationPercent: utilisationPercent)
  }

  /// Resources held over some hours, nothing else known (tier D).
  func figure(allocating resources: Resources, hours: Double) -> EnergyFigure {
    func energy(_ utilisation: Double) -> Energy {
      self.energy(of: Load(resources, hours: hours, utilisation: utilisation))
    }
    return EnergyFigure(
      tier: .modelledAllocation, energy: energy(Double(basis.utilisationPercent) / 100),
      range: EnergyRange(idle: energy(0), full: energy(1)), idleWattHours: nil, basis: basis)
  }

  /// What samples of one tier add up to.
  func figure(of sum: UsageSum, tier: Tier) -> EnergyFigure {
    let usage = sum.usage
    switch tier {
    case .measuredWorkload, .measuredHost:
      let idle = usage.idleJoules.map { Self.rounded($0.double / 3600) }
      let joules = (usage.joules ?? .zero) + (usage.idleJoules ?? .zero)
      return EnergyFigure(
        tier: tier, energy: energy(itWattHours: joules.double / 3600), range: nil,
        idleWattHours: idle, basis: basis)
    case .modelledUse:
      return EnergyFigure(
        tier: tier, energy: energy(of: sum.load), range: range(of: sum), idleWattHours: nil,
        basis: basis)
    case .modelledAllocation:
      let share = Double(basis.utilisationPercent) / 100
      return EnergyFigure(
        tier: tier, energy: energy(of: sum.allocation(utilisation: share)), range: range(of: sum),
        idleWattHours: nil, basis: basis)
    }
  }

  private func range(of sum: UsageSum) -> EnergyRange {
    EnergyRange(
      idle: energy(of: sum.allocation(utilisation: 0)),
      full: energy(of: sum.allocation(utilisation: 1)))
  }

  /// Watt-hours by the coefficients.
  func energy(of load: Load) -> Energy {
    let coefficients = basis.coefficients
    func watts(_ range: CoefficientSet.PowerRange, _ hours: Double, busy: Double) -> Double {
      range.idle.double * hours + (range.full.double - range.idle.double) * busy
    }
    return energy(
      itWattHours: watts(coefficients.vcpu, load.vcpuHours, busy: load.busyVCPUHours)
        + coefficients.memoryPerGB.double * load.memoryGBHours
        + coefficients.storagePerTB.double * load.storageTBHours
        + watts(coefficients.gpu, load.gpuHours, busy: load.busyGPUHours))
  }

  /// The one place where figures are rounded: each to the nearest whole number of its unit.
  private func energy(itWattHours: Double) -> Energy {
    let total = itWattHours * basis.pue.value.double
    return Energy(
      itWattHours: Self.rounded(itWattHours), totalWattHours: Self.rounded(total),
      gramsCO2e: Self.rounded(total / 1000 * basis.factor.gramsPerKWh.double))
  }

  /// What anybody can check by hand: 8 vCPU at half load, 32 GB and 0.5 TB of SSD over a year at PUE 1.5, 395.6 kWh.
  static let check = EnergyModel(pue: PowerUsageEffectiveness(1.5, .scenario)).energy(
    of: Load(
      vcpuHours: 8 * EnergyEstimate.hoursPerYear, busyVCPUHours: 4 * EnergyEstimate.hoursPerYear,
      memoryGBHours: 32 * EnergyEstimate.hoursPerYear,
      storageTBHours: 0.5 * EnergyEstimate.hoursPerYear))

  private static func rounded(_ amount: Double) -> Int {
    Int(exactly: amount.rounded()) ?? Int.max
  }
}
