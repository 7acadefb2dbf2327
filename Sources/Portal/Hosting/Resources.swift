public import SQLite

/// What a site gives out. Whole numbers in the unit of the name.
public enum ResourceClass: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case vcpu, memoryGiB, storageGiB, gpu

  public var label: Text {
    switch self {
    case .vcpu: Text("vCPU", "vCPU")
    case .memoryGiB: Text("mémoire (Gio)", "memory (GiB)")
    case .storageGiB: Text("stockage (Gio)", "storage (GiB)")
    case .gpu: Text("GPU", "GPU")
    }
  }
}

/// An amount of every resource class.
public struct Resources: Hashable, Sendable {
  public var vcpu: Int
  public var memoryGiB: Int
  public var storageGiB: Int
  public var gpu: Int

  public init(vcpu: Int = 0, memoryGiB: Int = 0, storageGiB: Int = 0, gpu: Int = 0) {
    self.vcpu = vcpu
    self.memoryGiB = memoryGiB
    self.storageGiB = storageGiB
    self.gpu = gpu
  }

  public subscript(resourceClass: ResourceClass) -> Int {
    get {
      switch resourceClass {
      case .vcpu: vcpu
      case .memoryGiB: memoryGiB
      case .storageGiB: storageGiB
      case .gpu: gpu
      }
    }
    set {
      switch resourceClass {
      case .vcpu: vcpu = newValue
      case .memoryGiB: memoryGiB = newValue
      case .storageGiB: storageGiB = newValue
      case .gpu: gpu = newValue
      }
    }
  }
}

extension Resources {
  public static let zero = Resources()

  public static func + (left: Resources, right: Resources) -> Resources {
    Resources(
      vcpu: left.vcpu + right.vcpu, memoryGiB: left.memoryGiB + right.memoryGiB,
      storageGiB: left.storageGiB + right.storageGiB, gpu: left.gpu + right.gpu)
  }

  public static func - (left: Resources, right: Resources) -> Resources {
    Resources(
      vcpu: left.vcpu - right.vcpu, memoryGiB: left.memoryGiB - right.memoryGiB,
      storageGiB: left.storageGiB - right.storageGiB, gpu: left.gpu - right.gpu)
  }

  /// From four columns in the order of the tables: vcpu, memoryGiB, storageGiB, gpu.
  init(_ row: Row, from column: Int) throws {
    self.init(
      vcpu: try row(column), memoryGiB: try row(column + 1), storageGiB: try row(column + 2),
      gpu: try row(column + 3))
  }
}
