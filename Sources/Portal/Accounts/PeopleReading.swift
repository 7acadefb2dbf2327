extension Portal {
  /// The people of an organisation, the newest grant first; cursor of one part. With `ended`, past grants too.
  ///
  /// Whoever looks at the people of an organisation that is not their own leaves an audit entry.
  public func people(
    of organisation: Organisation.ID, ended: Bool = false, after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) async throws -> Page<Grant> {
    if actor.member?.organisation == organisation {
      return try await look(as: actor) { reading in
        try reading.people(of: organisation, ended: ended, after: cursor, limit: limit)
      }
    }
    return try await work(as: actor) { work in
      let page = try work.people(of: organisation, ended: ended, after: cursor, limit: limit)
      _ = try work.permit(.viewPeople, on: try work.organisation(organisation))
      return page
    }
  }

  /// One account with what may be done on it.
  public func person(_ id: Person.ID, as actor: Actor) throws -> (person: Person, offers: [Offer]) {
    try read(as: actor) { reading in
      let person = try reading.person(id)
      guard try reading.isSeen(person) else { throw PortalError.notFound }
      return (person, try reading.gate.offers(on: person))
    }
  }

  /// The account of an e-mail address, to whoever may see it.
  public func person(email: String, as actor: Actor) throws -> Person {
    try read(as: actor) { reading in
      guard let email = EmailAddress(email), let person = try reading.people.find(email),
        try reading.isSeen(person)
      else { throw PortalError.notFound }
      return person
    }
  }
}

extension Transaction {
  /// An account is seen by its owner, by whoever can reset its password, and by whoever sees the people of an organisation
  /// that it acts for.
  fileprivate func isSeen(_ person: Person) throws -> Bool {
    if gate.actor.person == person.id { return true }
    if try gate.allows(.resetPassword, on: person) { return true }
    return try memberships.running(of: person.id, at: now).contains { membership in
      try gate.allows(.viewPeople, on: try organisation(membership.organisation))
    }
  }

  fileprivate func people(
    of organisation: Organisation.ID, ended: Bool, after cursor: Cursor?, limit: Limit
  ) throws -> Page<Grant> {
    try gate.require(.viewPeople, on: try self.organisation(organisation))
    return try memberships.grants(
      in: organisation, seenThrough: gate.sight(.viewPeople, of: Organisation.self),
      runningAt: ended ? nil : now, after: cursor, limit: limit)
  }
}
