import Testing

@testable import Portal

@Suite("From use to energy and emissions") struct EnergyModelTests {
  private static let pue = PowerUsageEffectiveness(1.5, .scenario)
  private let model = EnergyModel(pue: Self.pue)
  /// 8 vCPU, 32 GB and 0.5 TB of SSD over a year.
  private func year(utilisation: Double) -> Load {
    let hours = EnergyEstimate.hoursPerYear
    return Load(
      vcpuHours: 8 * hours, busyVCPUHours: 8 * hours * utilisation, memoryGBHours: 32 * hours,
      storageTBHours: 0.5 * hours)
  }

  @Test("the check value: 8 vCPU, 32 GB, 0.5 TB SSD at 50 % and PUE 1.5 draw 395.6 kWh a year")
  func checkValue() {
    let energy = model.energy(of: year(utilisation: 0.5))
    // 30.104 W of the computers.
    #expect(energy.itWattHours == 263_711)
    #expect(energy.totalWattHours == 395_567)
    #expect(EnergyModel.check == energy)
    // 18.2 kg by the life-cycle factor, 8.6 kg by RTE's direct one.
    #expect(energy.gramsCO2e == 18_236)
    let direct = EnergyModel(pue: Self.pue, factor: GridFactor.published[1])
    #expect(direct.energy(of: year(utilisation: 0.5)).gramsCO2e == 8584)
  }

  @Test("one A100 at half load draws 226.5 W")
  func accelerator() {
    let hours = EnergyEstimate.hoursPerYear
    let energy = model.energy(of: Load(gpuHours: hours, busyGPUHours: hours / 2))
    #expect(energy.itWattHours == 1_984_140)
    #expect(energy.totalWattHours == 2_976_210)
  }

  @Test(
    "8 vCPU, 32 GB, 200 GB, an A100 over 30 days at PUE 1.3: 184.5 kWh, 239.8 with the site, 61 to 419"
  )
  func month() {
    let model = EnergyModel(
      pue: PowerUsageEffectiveness(1.3, .scenario), factor: GridFactor.published[1])
    func energy(_ share: Double) -> Energy {
      model.energy(
        of: Load(
          vcpuHours: 5760, busyVCPUHours: 5760 * share, memoryGBHours: 32 * 720,
          storageTBHours: 0.2 * 720, gpuHours: 720, busyGPUHours: 720 * share))
    }
    #expect(energy(0.5) == Energy(itWattHours: 184_496, totalWattHours: 239_844, gramsCO2e: 5205))
    #expect(energy(0).totalWattHours == 60_563)
    #expect(energy(1).totalWattHours == 419_126)
  }

  @Test("a GiB is more than a GB, and counted so")
  func binaryUnits() {
    let gib = model.figure(allocating: Resources(memoryGiB: 1000), hours: 1000)
    #expect(gib.energy.itWattHours == 420_907)
    #expect(model.energy(of: Load(memoryGBHours: 1_000_000)).itWattHours == 392_000)
  }

  @Test("an estimate stands between idle and full load, and says what it rests on")
  func estimate() throws {
    let period = try #require(Period(start: Day("2026-01-01")!, end: Day("2027-01-01")!))
    let estimate = EnergyEstimate(
      of: Resources(vcpu: 4, memoryGiB: 8, storageGiB: 50, gpu: 1), over: period, by: model)
    #expect(estimate.overPeriod == estimate.perYear)
    let range = try #require(estimate.perYear.range)
    #expect(range.idle.totalWattHours < estimate.perYear.energy.totalWattHours)
    #expect(estimate.perYear.energy.totalWattHours < range.full.totalWattHours)
    let sentence = estimate.perYear.basis.sentence(for: .modelledAllocation)
    for part in ["50 %", "2024-03", "PUE 1,5", "46,1", "2025", "ADEME", "fabrication"] {
      #expect(sentence.french.contains(part), "\(part)")
    }
    #expect(EnergyModel().basis.sentence(for: .modelledUse).english.contains("assumption"))
  }

  @Test(
    "what is measured is taken as measured, what is modelled from use lies between idle and full")
  func tiers() {
    let held = Resources(vcpu: 4 * 3600, memoryGiB: 8 * 3600, storageGiB: 50 * 3600)
    let usage = Usage(
      cpuSeconds: 3600, memoryGiBHours: 4, storageGiBHours: 50, joules: 36_000, idleJoules: 18_000)
    let sum = UsageSum(seconds: 3600, usage: usage, held: held)
    let measured = model.figure(of: sum, tier: .measuredHost)
    #expect(measured.energy.itWattHours == 15 && measured.energy.totalWattHours == 23)
    #expect(measured.idleWattHours == 5 && measured.range == nil)
    // 4 × 0.74 + 1 × 2.76 + 4 GiB × 0.392 + 50 GiB × 1.2/1000.
    let modelled = model.figure(of: sum, tier: .modelledUse)
    #expect(modelled.energy.itWattHours == 7)
    #expect(model.figure(of: sum, tier: .modelledAllocation).energy.itWattHours == 12)
  }

  @Test(
    "a host's energy is shared by work and by memory, the idle part apart, never more than there is"
  )
  func hostShare() {
    let host = HostShare(
      activeJoules: 1000, idleJoules: 600, cpuSeconds: 100, memoryGiBHours: 64)
    let part = host.part(cpuSeconds: 25, memoryGiBHours: 16)
    #expect(part.active == 250 && part.idle == 150)
    let all = host.part(cpuSeconds: 900, memoryGiBHours: 900)
    #expect(all.active == 1000 && all.idle == 600)
    let unknown = HostShare(activeJoules: 1, idleJoules: 1, cpuSeconds: 0, memoryGiBHours: 0)
    #expect(unknown.part(cpuSeconds: 1, memoryGiBHours: 1) == (0, 0))
  }
}
