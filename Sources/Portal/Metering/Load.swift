/// What a workload held and did over some time, in the units of the coefficients.
struct Load: Hashable, Sendable {
  var vcpuHours = 0.0
  /// Hours of full work of one virtual processor.
  var busyVCPUHours = 0.0
  /// 10⁹ bytes for an hour.
  var memoryGBHours = 0.0
  /// 10¹² bytes for an hour.
  var storageTBHours = 0.0
  var gpuHours = 0.0
  var busyGPUHours = 0.0

  /// 10⁹ bytes in 2³⁰.
  static let gbPerGiB = 1.073741824
}

extension Load {
  /// Resources held over some hours, at a share of their full load from 0 to 1.
  init(_ resources: Resources, hours: Double, utilisation: Double) {
    vcpuHours = Double(resources.vcpu) * hours
    busyVCPUHours = vcpuHours * utilisation
    memoryGBHours = Double(resources.memoryGiB) * Self.gbPerGiB * hours
    storageTBHours = Double(resources.storageGiB) * Self.gbPerGiB / 1000 * hours
    gpuHours = Double(resources.gpu) * hours
    busyGPUHours = gpuHours * utilisation
  }
}
