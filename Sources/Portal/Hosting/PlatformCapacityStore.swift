import SQLite

/// All SQL of what platforms count.
struct PlatformCapacityStore {
  let connection: Connection

  struct Word {
    var capacity = PlatformCapacity()
    let since: Instant
    let asOf: Instant
  }

  /// A platform's last word; `nil` before the first.
  func word(of site: Site.ID) throws -> Word? {
    var word: Word?
    try connection.forEach(
      "SELECT changedAt, confirmedAt, resourceClass, total, used FROM platformCapacity WHERE site = \(site)"
    ) { row in
      var counted = try word ?? Word(since: row(0), asOf: row(1))
      let resourceClass: ResourceClass = try row(2)
      counted.capacity.total[resourceClass] = try row(3)
      counted.capacity.used[resourceClass] = try row(4)
      word = counted
    }
    return word
  }

  func put(
    _ capacity: PlatformCapacity, of site: Site, _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run("DELETE FROM platformCapacity WHERE site = \(site.id)")
    for resourceClass in ResourceClass.allCases {
      let (total, used) = (capacity.total[resourceClass], capacity.used[resourceClass])
      guard total != nil || used != nil else { continue }
      try connection.run(
        """
        INSERT INTO platformCapacity (site, resourceClass, total, used, changedAt, confirmedAt)
        VALUES (\(site.id), \(resourceClass), \(total), \(used), \(permit.at), \(permit.at))
        """)
    }
  }

  /// The same was said again. Takes no permit and leaves no audit entry: nothing changed but the time.
  func confirm(_ site: Site.ID, at instant: Instant) throws {
    try connection.run(
      "UPDATE platformCapacity SET confirmedAt = \(instant) WHERE site = \(site)")
  }
}

extension Transaction {
  var platformCapacity: PlatformCapacityStore { PlatformCapacityStore(connection: connection) }
}
