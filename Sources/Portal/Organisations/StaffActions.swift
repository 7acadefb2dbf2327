import JSON

extension Portal {
  /// Records how many people an organisation employs, as the Sirene register states it; `nil`: it is not known. Its default
  /// quotas follow from it. `version` is the one that the record was based on.
  public func recordStaff(
    _ staff: Staff?, of id: Organisation.ID, version: Int, as actor: Actor
  ) async throws -> Organisation {
    try await work(as: actor) { work in
      var organisation = try work.organisation(id)
      let permit = try work.permit(
        .recordStaff, on: organisation,
        detail: [
          ("band", staff.map { .string($0.band.rawValue) } ?? .null),
          ("year", staff.map { .integer(Int64($0.year)) } ?? .null),
        ])
      let thisYear = work.now.day.parts.year
      if let staff, !(Staff.firstYear...thisYear).contains(staff.year) {
        throw PortalError.invalid(
          "staffYear",
          Text(
            "Une année de \(Staff.firstYear) à \(thisYear).",
            "A year from \(Staff.firstYear) to \(thisYear)."))
      }
      guard version == organisation.version else {
        throw PortalError.stale(Staleness(currentVersion: organisation.version, differences: []))
      }
      organisation.staff = staff
      try work.organisations.saveStaff(of: &organisation, permit)
      return organisation
    }
  }
}
