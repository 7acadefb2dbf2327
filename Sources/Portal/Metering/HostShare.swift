/// A workload's part of the energy measured on its host (tier B): the work by its processor time, the idle draw by the
/// memory it holds, which nobody else can use meanwhile.
public struct HostShare: Sendable {
  /// What the host drew beyond its idle draw, J.
  public let activeJoules: Double
  /// What it would have drawn doing nothing, J.
  public let idleJoules: Double
  /// Processor time of everything on the host, s.
  public let cpuSeconds: Double
  /// The host's memory times the time, GiB·h.
  public let memoryGiBHours: Double

  public init(
    activeJoules: Double, idleJoules: Double, cpuSeconds: Double, memoryGiBHours: Double
  ) {
    self.activeJoules = activeJoules
    self.idleJoules = idleJoules
    self.cpuSeconds = cpuSeconds
    self.memoryGiBHours = memoryGiBHours
  }

  /// Both parts, J; never more than there is, and nothing where the host's own amounts are not known.
  public func part(
    cpuSeconds used: Double, memoryGiBHours held: Double
  ) -> (active: Double, idle: Double) {
    func share(_ part: Double, of whole: Double) -> Double {
      whole > 0 ? min(max(part / whole, 0), 1) : 0
    }
    return (
      activeJoules * share(used, of: cpuSeconds), idleJoules * share(held, of: memoryGiBHours)
    )
  }
}
