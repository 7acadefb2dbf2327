/// A homogeneous part of a site: what it has of each resource class, and the highest class of data it accepts.
public struct Pool: Hashable, Sendable {
  public typealias ID = Identifier<Pool>

  public let id: ID
  public let site: Site.ID
  public var name: String
  /// The highest class of data that may be processed here.
  public var dataClass: DataClass
  /// Per class; a class that is missing has nothing to give.
  public var inventory: [ResourceClass: Inventory]
  /// Announced and not taken back, the first to begin first.
  public var windows: [MaintenanceWindow] = []

  /// What may be promised of each class at any one moment outside maintenance windows.
  public var capacity: Resources {
    var capacity = Resources.zero
    for (resourceClass, inventory) in inventory { capacity[resourceClass] = inventory.capacity }
    return capacity
  }

  /// What may be promised from day to day.
  var limits: LimitSchedule {
    LimitSchedule(changingOn: Set(windows.flatMap { [$0.period.start, $0.period.end] })) { day in
      windows.filter { $0.period.contains(day) }.reduce(capacity) { $0.less($1.amount) }
    }
  }
}

extension Resources {
  fileprivate func less(_ amount: Resources) -> Resources {
    var rest = Resources.zero
    for resourceClass in ResourceClass.allCases {
      rest[resourceClass] = Swift.max(0, self[resourceClass] - amount[resourceClass])
    }
    return rest
  }
}

/// What a pool has of one resource class, after the model of OpenStack Placement. Amounts in the unit of the class.
public struct Inventory: Hashable, Sendable {
  public var total: Int
  /// Kept back for the site itself.
  public var reserved: Int
  /// How often the rest may be promised: 4.0 lets four virtual processors share a real one.
  public var allocationRatio: Double
  public var minUnit: Int
  public var maxUnit: Int
  public var stepSize: Int
  /// Rises with every change, so that nobody changes what they have not seen.
  public var generation: Int

  public init(
    total: Int, reserved: Int = 0, allocationRatio: Double = 1, minUnit: Int = 0,
    maxUnit: Int? = nil, stepSize: Int = 1, generation: Int = 1
  ) {
    self.total = total
    self.reserved = reserved
    self.allocationRatio = allocationRatio
    self.minUnit = minUnit
    self.maxUnit = maxUnit ?? total
    self.stepSize = stepSize
    self.generation = generation
  }

  /// How much may be promised at any one moment.
  public var capacity: Int { Int(Double(total - reserved) * allocationRatio) }

  /// The most there can be of one resource class.
  public static let largestAmount = 10_000_000
  static let largestRatio = 64.0

  /// Everything that is wrong with it, under `field`.
  func complaints(at field: String) -> [Complaint] {
    var complaints: [Complaint] = []
    func expect(_ holds: Bool, _ name: String, _ french: String, _ english: String) {
      if !holds { complaints.append(Complaint("\(field)/\(name)", Text(french, english))) }
    }
    let most = Self.largestAmount
    expect(
      (0...most).contains(total), "total", "De 0 à \(most).", "From 0 to \(most).")
    expect(
      (0...max(total, 0)).contains(reserved), "reserved", "De 0 au total.", "From 0 to the total.")
    expect(
      allocationRatio > 0 && allocationRatio <= Self.largestRatio, "allocationRatio",
      "Plus de 0 et au plus \(Int(Self.largestRatio)).",
      "More than 0 and at most \(Int(Self.largestRatio)).")
    expect(
      (0...most).contains(minUnit), "minUnit", "De 0 à \(most).", "From 0 to \(most).")
    expect(
      maxUnit >= minUnit && maxUnit <= most, "maxUnit", "De la plus petite part à \(most).",
      "From the smallest share to \(most).")
    expect((1...most).contains(stepSize), "stepSize", "De 1 à \(most).", "From 1 to \(most).")
    return complaints
  }
}
