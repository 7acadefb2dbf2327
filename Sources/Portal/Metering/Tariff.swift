/// What the operator shows as the cost of what is held, from a month on. Nothing is billed by it.
public struct Tariff: Hashable, Sendable {
  /// The first of a month.
  public var validFrom: Day
  /// Euros for one vCPU, one GiB of memory, one GiB of storage and one GPU held for an hour.
  public var vcpuHour: FixedPoint
  public var memoryGiBHour: FixedPoint
  public var storageGiBHour: FixedPoint
  public var gpuHour: FixedPoint
  /// Which decision or document sets it; at most 300 characters.
  public var source: String

  public init(
    validFrom: Day, vcpuHour: FixedPoint, memoryGiBHour: FixedPoint, storageGiBHour: FixedPoint,
    gpuHour: FixedPoint, source: String
  ) {
    self.validFrom = validFrom
    self.vcpuHour = vcpuHour
    self.memoryGiBHour = memoryGiBHour
    self.storageGiBHour = storageGiBHour
    self.gpuHour = gpuHour
    self.source = source
  }

  /// The most that a unit can cost an hour, euros.
  public static let highest: FixedPoint = 1000

  /// The cost of amounts times the seconds they were held for, rounded to a millionth of a euro.
  func cost(of held: Resources) -> FixedPoint {
    let seconds: [(Int, FixedPoint)] = [
      (held.vcpu, vcpuHour), (held.memoryGiB, memoryGiBHour), (held.storageGiB, storageGiBHour),
      (held.gpu, gpuHour),
    ]
    let millionths = seconds.map { Double($0) / 3600 * Double($1.millionths) }.reduce(0, +)
    return FixedPoint(millionths: Int64(exactly: millionths.rounded()) ?? .max)
  }
}
