/// What one unit of each resource draws, in watts: a version of published coefficients, with their source.
public struct CoefficientSet: Hashable, Sendable {
  /// Names the set and its version for ever: `ccf-2024-03-aws`.
  public let id: String
  public let name: Text
  /// The year of the version.
  public let year: Int
  public let source: String
  /// Of one virtual processor, idle and at full load, W.
  public let vcpu: PowerRange
  /// W per GB (10⁹ bytes), whatever the load.
  public let memoryPerGB: FixedPoint
  /// W per TB (10¹² bytes) of solid-state disk, whatever the load.
  public let storagePerTB: FixedPoint
  /// Of one accelerator, idle and at full load, W.
  public let gpu: PowerRange
  /// The accelerator that the range is of.
  public let gpuModel: String

  public struct PowerRange: Hashable, Sendable {
    public let idle: FixedPoint
    public let full: FixedPoint
  }

  /// Cloud Carbon Footprint as archived in March 2024 (Apache-2.0): averages over each provider's machines of about 2020.
  public static let all = [
    cloudCarbonFootprint("aws", "AWS", PowerRange(idle: 0.74, full: 3.5)),
    cloudCarbonFootprint("gcp", "GCP", PowerRange(idle: 0.71, full: 4.26)),
    cloudCarbonFootprint("azure", "Azure", PowerRange(idle: 0.78, full: 3.76)),
  ]

  /// What holds unless the operator says otherwise.
  public static let standard = cloudCarbonFootprint(
    "aws", "AWS", PowerRange(idle: 0.74, full: 3.5))

  private static func cloudCarbonFootprint(
    _ id: String, _ provider: String, _ vcpu: PowerRange
  ) -> CoefficientSet {
    CoefficientSet(
      id: "ccf-2024-03-\(id)",
      name: Text(
        "Cloud Carbon Footprint 2024-03, moyennes \(provider)",
        "Cloud Carbon Footprint 2024-03, \(provider) averages"),
      year: 2024, source: "Cloud Carbon Footprint, 2024-03 (Apache-2.0)", vcpu: vcpu,
      memoryPerGB: 0.392, storagePerTB: 1.2, gpu: PowerRange(idle: 46, full: 407),
      gpuModel: "NVIDIA A100")
  }

  /// What other authors and other machines count, shown beside so that nobody takes the choice for the only one.
  public static let alternatives = [
    Alternative(
      what: Text("mémoire", "memory"), value: Text("0,284 W/Go", "0.284 W/GB"), source: "Boavizta"),
    Alternative(
      what: Text("disque dur", "hard disk"), value: Text("0,65 W/To", "0.65 W/TB"),
      source: "Cloud Carbon Footprint"),
    Alternative(
      what: Text("reste du serveur, en plus", "rest of the server, on top"),
      value: Text("33 % (20 à 60 %)", "33% (20 to 60%)"), source: "Boavizta"),
    Alternative(
      what: Text("GPU NVIDIA T4", "NVIDIA T4 GPU"), value: Text("8 à 71 W", "8 to 71 W"),
      source: "Cloud Carbon Footprint"),
    Alternative(
      what: Text("GPU NVIDIA V100", "NVIDIA V100 GPU"), value: Text("35 à 306 W", "35 to 306 W"),
      source: "Cloud Carbon Footprint"),
  ]

  public struct Alternative: Hashable, Sendable {
    public let what: Text
    public let value: Text
    public let source: String
  }
}
