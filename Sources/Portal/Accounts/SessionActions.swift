import JSON

/// What a person does with their own account while signed in. Each takes the session itself, so that an API token
/// reaches none of it.
extension Portal {
  public func signOut(_ session: Session) async throws {
    try await work(as: session.actor) { work in
      let permit = try work.permit(.signOut, on: session.person)
      try work.sessions.end(session, permit)
    }
  }

  /// Ends every session of the person, this one included, and revokes their API tokens if asked to.
  public func endSessions(withTokens: Bool, _ session: Session) async throws {
    try await work(as: session.actor) { work in
      let permit = try work.permit(
        .endSessions, on: session.person, detail: [("withTokens", .bool(withTokens))])
      try work.sessions.endAll(of: session.person, permit)
      if withTokens { try work.apiTokens.revokeAll(of: session.person, permit) }
    }
  }

  /// The running grants that the person can choose among.
  public func memberships(_ session: Session) throws -> [ActiveMembership] {
    try read(as: session.actor) { reading in
      try reading.memberships.running(of: session.person.id, at: reading.now)
    }
  }

  /// Acts under another of the person's running grants from now on.
  public func chooseMembership(_ id: Membership.ID, _ session: Session) async throws -> Session {
    try await work(as: session.actor) { work in
      let own = try work.memberships.running(of: session.person.id, at: work.now)
      guard own.contains(where: { $0.id == id }) else { throw PortalError.notFound }
      let permit = try work.permit(
        .chooseMembership, on: session.person, detail: [("membership", .string(id.text))])
      try work.sessions.choose(id, in: session, permit)
      guard let session = try work.sessions.find(session.tokenHash, at: work.now) else {
        throw PortalError.signInRequired
      }
      return session
    }
  }

  /// Changes the password of whoever knows the current one, and ends their other sessions. Wrong attempts count as
  /// failed sign-ins, so that a stolen session is no way to guess.
  public func changePassword(current: String, new: String, _ session: Session) async throws {
    guard let email = EmailAddress(session.person.email) else {
      throw PortalError.damaged("the e-mail address of \(session.person.id)")
    }
    var complaints = Complaints()
    let new = complaints.take { () throws(Complaint) in
      try Password.read(new: new, field: "new", of: email)
    }
    guard let new else { throw PortalError.invalid(complaints.all) }
    let stored = try await beginAttempt(email, from: session.address)
    guard try await passwordWorkers.matches(Password(current), stored: stored?.hash) else {
      try await recordFailure(
        of: .changePassword, by: session.actor, on: session.person.id, from: session.address)
      throw PortalError.invalid(
        "current",
        Text("Ce n’est pas le mot de passe actuel.", "This is not the current password."))
    }
    let hash = try await passwordWorkers.hash(new)
    try await work(as: session.actor) { work in
      let permit = try work.permit(.changePassword, on: session.person)
      try work.people.setPasswordHash(hash, of: session.person, permit)
      try work.sessions.endAll(of: session.person, but: session, permit)
      try work.signInFailures.forget(email)
    }
  }
}
