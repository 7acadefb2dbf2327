/// Amounts to begin with. The figures are the operator's samples.
public enum HostingPreset: String, Hashable, Sendable, CaseIterable {
  case small, medium, large, gpu

  public var amounts: Resources {
    switch self {
    case .small: Resources(vcpu: 2, memoryGiB: 4, storageGiB: 20)
    case .medium: Resources(vcpu: 4, memoryGiB: 16, storageGiB: 100)
    case .large: Resources(vcpu: 16, memoryGiB: 64, storageGiB: 500)
    case .gpu: Resources(vcpu: 8, memoryGiB: 32, storageGiB: 200, gpu: 1)
    }
  }

  public var label: Text {
    let amounts = amounts
    let list = "\(amounts.vcpu) vCPU, \(amounts.memoryGiB)"
    return switch self {
    case .small: Text("petit (\(list) Gio)", "small (\(list) GiB)")
    case .medium: Text("moyen (\(list) Gio)", "medium (\(list) GiB)")
    case .large: Text("grand (\(list) Gio)", "large (\(list) GiB)")
    case .gpu: Text("avec GPU (\(list) Gio, 1 GPU)", "with a GPU (\(list) GiB, 1 GPU)")
    }
  }
}
