import JSON

extension Portal {
  /// Passes the actor's own role on to a colleague for some days, as for holidays. The actor keeps it; what both may do
  /// together stays bound by the rule that one person takes one decision. Ends early with the actor's own grant.
  public func delegateRole(
    to person: Person.ID, from start: Day, until end: Day, as actor: Actor
  ) async throws -> Membership {
    try await work(as: actor) { work in
      let (member, organisation) = try work.actingMember()
      let person = try work.person(person)
      guard let own = try work.memberships.find(member.membership) else {
        throw PortalError.signInRequired
      }
      let delegation = Membership(
        id: work.newID(), person: person.id, organisation: organisation.id, role: own.role,
        validFrom: max(start.start, work.now), validUntil: end.start)
      let permit = try work.permit(
        .delegateRole, on: organisation, context: .grant(of: person.id),
        detail: [
          ("membership", .string(delegation.id.text)), ("person", .string(person.id.text)),
          ("role", .string(own.role.rawValue)), ("start", .string(start.description)),
          ("end", .string(end.description)),
        ])
      try work.check(delegation, from: own, over: Period(start: start, end: end))
      try work.memberships.insert(delegation, delegatedFrom: own, in: organisation, permit)
      return delegation
    }
  }
}

extension Work {
  private static let longestDelegation = 92

  /// Throws everything that stands against a delegation.
  fileprivate func check(
    _ delegation: Membership, from own: Membership, over period: Period?
  ) throws {
    var complaints = Complaints()
    complaints.expect(
      try !memberships.isDelegated(own), "person",
      Text(
        "Ce rôle vous est lui-même délégué : il ne se transmet pas plus loin.",
        "This role is delegated to you: it is not passed on further."))
    complaints.expect(
      try memberships.running(of: delegation.person, at: now).contains {
        $0.organisation == delegation.organisation
      }, "person",
      Text(
        "Cette personne n’agit pas pour votre organisation.",
        "This person does not act for your organisation."))
    complaints.expect(
      try !memberships.holds(
        delegation.role, person: delegation.person, organisation: delegation.organisation, at: now),
      "person",
      Text("Cette personne a déjà ce rôle.", "This person holds this role already."))
    complaints.expect(
      period.map { $0.start >= now.day } ?? true, "start",
      Text("Le début est déjà passé.", "The start is past already."))
    complaints.expect(
      period.map { $0.days <= Self.longestDelegation } ?? false, "end",
      Text(
        "La fin vient après le début, au plus \(Self.longestDelegation) jours plus tard.",
        "The end comes after the start, at most \(Self.longestDelegation) days later."))
    complaints.expect(
      own.validUntil.map { end in delegation.validUntil.map { $0 <= end } ?? false } ?? true, "end",
      Text("Votre propre rôle prend fin avant.", "Your own role ends before that."))
    try complaints.throwIfAny()
  }
}
