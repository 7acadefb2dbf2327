/// What kind of workload a site is to run; an agent refuses one that it does not know.
public enum WorkloadProfile: String, Hashable, Sendable, CaseIterable {
  /// The assisted minutes that are shipped with the program.
  case minutes
}
