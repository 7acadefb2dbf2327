public import Portal

extension TestPortal {
  /// What every body may have promised by nothing granted, from today on. A GPU is never among it.
  public func setDefaultQuota(_ limits: Resources) async throws {
    let classes: [ResourceClass] = [.vcpu, .memoryGiB, .storageGiB]
    try await portal.setQuotaDefault(
      Dictionary(uniqueKeysWithValues: classes.map { ($0, limits[$0]) }), group: nil, size: nil,
      from: clock.now().day, as: cast.administrator)
  }
}
