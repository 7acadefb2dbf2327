import Crypto
import JSON
import SQLite

extension Portal {
  /// Signs a person in by e-mail address and password; returns the token for the browser's cookie and the session.
  ///
  /// A person with one running grant acts under it at once. Throws `invalid` for a wrong password and an unknown
  /// account alike, after as long a time, and `throttled` after too many failures.
  public func signIn(
    email: String, password: String, address: String, userAgent: String
  ) async throws -> (token: String, session: Session) {
    let email = try EmailAddress.accept(email, field: "email")
    let stored = try await beginAttempt(email, from: address)
    guard try await passwordWorkers.matches(Password(password), stored: stored?.hash), let stored
    else {
      try await recordFailure(of: .signIn, by: .visitor, on: stored?.person, from: address)
      throw PortalError.invalid(
        "password",
        Text(
          "L’adresse ou le mot de passe ne convient pas.",
          "The address or the password is not right."))
    }
    let token = newToken()
    let session = try await work(as: .person(stored.person)) { work in
      try work.openSession(
        for: stored.person, email: email, tokenHash: Self.hash(ofToken: token), address: address,
        userAgent: String(userAgent.prefix(300)), hours: settings.sessionHours)
    }
    return (token, session)
  }

  /// The session of a cookie's token, if it is open and its person may still sign in.
  public func session(token: String) throws -> Session? {
    let now = settings.clock()
    return try database.read { connection in
      try SessionStore(connection: connection).find(Self.hash(ofToken: token), at: now)
    }
  }

  /// Counts an attempt at an account, or throws `throttled`. Returns whose password is to be checked, if anybody's.
  func beginAttempt(
    _ email: EmailAddress, from address: String
  ) async throws -> (person: Person.ID, hash: String)? {
    try await work(as: .visitor) { work in
      try work.signInFailures.admit(email, from: address, at: work.now)
      guard let person = try work.people.find(email),
        let hash = try work.people.passwordHash(of: person.id)
      else { return nil }
      return (person.id, hash)
    }
  }

  /// Leaves the audit entry of a wrong password. What was typed is never kept; attempts that are throttled leave none,
  /// so that the log cannot be flooded.
  func recordFailure(
    of action: Action, by actor: Actor, on person: Person.ID?, from address: String
  ) async throws {
    try await work(as: actor) { work in
      try work.audit.append(
        Audit.Entry(
          at: work.now, actor: actor, action: action, outcome: .refused,
          resourceType: person == nil ? .platform : .person,
          resource: person?.text ?? Platform().resourceID, policies: [],
          detail: [
            ("cause", .string(person == nil ? "unknownAccount" : "wrongPassword")),
            ("address", .string(address)),
          ]))
    }
  }
}

extension Work {
  fileprivate func openSession(
    for person: Person.ID, email: EmailAddress, tokenHash: [UInt8], address: String,
    userAgent: String, hours: Int64
  ) throws -> Session {
    let person = try self.person(person)
    let memberships = try memberships.running(of: person.id, at: now)
    let session = Session(
      person: person, membership: memberships.count == 1 ? memberships[0] : nil,
      csrf: Base64URL.encode(random(32)), expiresAt: now.adding(seconds: hours * 3600),
      address: address, tokenHash: tokenHash)
    try signInFailures.forget(email)
    try signInFailures.prune(at: now)
    try sessions.prune(at: now)
    try sessions.open(session, userAgent: userAgent, at: now)
    try audit.append(
      Audit.Entry(
        at: now, actor: .person(person.id), action: .signIn, outcome: .done, resourceType: .person,
        resource: person.id.text, policies: [], detail: [("address", .string(address))]))
    return session
  }
}
