/// What a site's platform has and has given out by its own count. A class that it does not count is missing.
public struct PlatformCapacity: Hashable, Sendable {
  /// In the unit of the class.
  public var total: [ResourceClass: Int]
  public var used: [ResourceClass: Int]

  public init(total: [ResourceClass: Int] = [:], used: [ResourceClass: Int] = [:]) {
    self.total = total
    self.used = used
  }

  /// Everything that is wrong with it.
  func complaints() -> [Complaint] {
    var complaints = Complaints()
    complaints.expect(
      !total.isEmpty || !used.isEmpty, "amounts",
      Text("Indiquez au moins un nombre.", "Give at least one number."))
    for amount in Array(total.values) + Array(used.values) {
      complaints.expect(
        (0...Inventory.largestAmount).contains(amount), "amounts",
        Text("De 0 à \(Inventory.largestAmount).", "From 0 to \(Inventory.largestAmount)."))
    }
    return complaints.all
  }
}

/// A platform's count beside the ledger's, for one site.
public struct CapacityComparison: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let resourceClass: ResourceClass
    /// What the pools of the site have together, before any ratio.
    public let inventory: Int
    /// `nil`: not counted by the platform.
    public let total: Int?
    /// What deployments of the site hold today.
    public let held: Int
    /// `nil`: not counted by the platform.
    public let used: Int?

    /// What is wrong, if anything is. A platform that has more than the ledger offers, or has given out less, is none of
    /// anybody's worry: room may be kept back, and what is suspended gives its share back.
    public var warning: Text? {
      if let total, total < inventory {
        return Text(
          "L’inventaire compte \(inventory - total) de plus que ce que la plateforme possède.",
          "The inventory counts \(inventory - total) more than the platform has.")
      }
      if let used, used > held {
        return Text(
          "La plateforme a donné \(used - held) de plus que ce que le registre connaît.",
          "The platform has given out \(used - held) more than the ledger knows of.")
      }
      return nil
    }
  }

  public let lines: [Line]
  /// Since when the platform says so.
  public let since: Instant
  /// When it said so last.
  public let asOf: Instant
  /// Whether that is still to be believed: an agent says it again every hour.
  public let isCurrent: Bool

  /// Only what is still true alarms anybody: the ledger has gone on since an older word.
  public var isAlarming: Bool { isCurrent && lines.contains { $0.warning != nil } }

  /// How long a word stands without being said again, s: twice as long as an agent waits.
  static let life: Int64 = 7200
}
