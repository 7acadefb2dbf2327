import JSON

/// Somebody to be added to an organisation, as typed.
public struct NewPerson: Hashable, Sendable {
  public var email: String
  public var name: String
  public var language: Language
  /// Invented, for demonstration.
  public var isSample: Bool

  public init(
    email: String, name: String, language: Language = .french, isSample: Bool = false
  ) {
    self.email = email
    self.name = name
    self.language = language
    self.isSample = isSample
  }
}

/// A person who has been added, and what to tell them.
public struct AddedPerson: Sendable {
  public let person: Person
  public let membership: Membership
  /// The password of a new account, said this once; `nil` when the person had an account already.
  public let password: String?
}

extension Portal {
  /// Gives a role to whoever has this e-mail address, and makes an account for them if there is none.
  public func addPerson(
    _ new: NewPerson, to organisation: Organisation.ID, role: Role, as actor: Actor
  ) async throws -> AddedPerson {
    var complaints = Complaints()
    let email = complaints.take { () throws(Complaint) in
      try EmailAddress.read(new.email, field: "email")
    }
    let name = complaints.read(
      new.name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 120, lines: .one))
    guard let email, complaints.all.isEmpty else { throw PortalError.invalid(complaints.all) }
    let password = Password.generated(from: settings.random(9))
    // Hashed whether it will be needed or not: the time taken does not tell whether an account exists.
    let passwordHash = try await passwordWorkers.hash(password)
    return try await work(as: actor) { work in
      let organisation = try work.organisation(organisation)
      let known = try work.people.find(email)
      let person =
        known
        ?? Person(
          id: work.newID(), email: email.text, name: name, language: new.language,
          isSample: new.isSample,
          createdAt: work.now, disabledAt: nil)
      let membership = work.newMembership(of: person.id, in: organisation, role: role, until: nil)
      let permit = try work.permit(
        .addPerson, on: organisation, context: .grant(of: known?.id), detail: membership.auditDetail
      )
      try work.checkGrant(membership, in: organisation)
      if known == nil {
        try work.people.insert(person, passwordHash: passwordHash, in: organisation, permit)
      }
      try work.memberships.insert(membership, in: organisation, permit)
      return AddedPerson(
        person: person, membership: membership, password: known == nil ? password.text : nil)
    }
  }

  /// Gives a further role to somebody who has an account. It ends by itself when the day `until` begins (UTC), if given.
  public func grantMembership(
    _ role: Role, to person: Person.ID, in organisation: Organisation.ID, until: Day? = nil,
    as actor: Actor
  ) async throws -> Membership {
    try await work(as: actor) { work in
      let organisation = try work.organisation(organisation)
      let person = try work.person(person)
      let membership = work.newMembership(
        of: person.id, in: organisation, role: role, until: until?.start)
      let permit = try work.permit(
        .grantMembership, on: organisation, context: .grant(of: person.id),
        detail: membership.auditDetail)
      try work.checkGrant(membership, in: organisation)
      try work.memberships.insert(membership, in: organisation, permit)
      return membership
    }
  }

  /// Ends a running grant now. What was done under it stays; sessions and tokens that used it grant nothing any more.
  public func endMembership(_ id: Membership.ID, as actor: Actor) async throws -> Membership {
    try await work(as: actor) { work in
      guard var membership = try work.memberships.find(id) else { throw PortalError.notFound }
      let organisation = try work.organisation(membership.organisation)
      try work.gate.requireSight(.viewPeople, of: organisation)
      let permit = try work.permit(
        .endMembership, on: organisation, context: .grant(of: membership.person),
        detail: membership.auditDetail)
      if let obstacle = try work.obstacle(toEnding: membership, in: organisation) {
        throw work.gate.obstruction(.endMembership, on: organisation, obstacle)
      }
      try work.memberships.end(membership, in: organisation, permit)
      membership.validUntil = work.now
      return membership
    }
  }

  /// Gives an account a new password, returned this once, and ends the person's sessions.
  public func resetPassword(of person: Person.ID, as actor: Actor) async throws -> String {
    let password = Password.generated(from: settings.random(9))
    let hash = try await passwordWorkers.hash(password)
    try await work(as: actor) { work in
      let person = try work.person(person)
      let permit = try work.permit(.resetPassword, on: person)
      try work.people.setPasswordHash(hash, of: person, permit)
      try work.sessions.endAll(of: person, permit)
    }
    return password.text
  }
}

extension Work {
  fileprivate func newMembership(
    of person: Person.ID, in organisation: Organisation, role: Role, until: Instant?
  ) -> Membership {
    Membership(
      id: newID(), person: person, organisation: organisation.id, role: role, validFrom: now,
      validUntil: until)
  }

  /// Throws everything that stands against a new grant.
  fileprivate func checkGrant(_ membership: Membership, in organisation: Organisation) throws {
    var complaints = Complaints()
    let roles = Role.roles(of: organisation.kind)
    complaints.expect(
      roles.contains(membership.role), "role",
      Text(
        "Rôle : cette organisation peut donner \(roles.map(\.label.french).joined(separator: ", ")).",
        "Role: this organisation can give \(roles.map(\.label.english).joined(separator: ", "))."))
    complaints.expect(
      try !memberships.holds(
        membership.role, person: membership.person, organisation: organisation.id, at: now),
      "role",
      Text(
        "Rôle : cette personne l’a déjà dans cette organisation.",
        "Role: this person holds it in this organisation already."))
    complaints.expect(
      membership.validUntil.map { now < $0 } ?? true, "until",
      Text("Fin : un jour à venir est attendu.", "End: a day to come is expected."))
    try complaints.throwIfAny()
  }

  fileprivate func obstacle(
    toEnding membership: Membership, in organisation: Organisation
  ) throws -> Text? {
    guard membership.isRunning(at: now) else {
      return Text("Ce rôle a déjà pris fin.", "This grant has ended already.")
    }
    guard membership.role == .administrator,
      try memberships.countRunning(.administrator, in: organisation.id, at: now) == 1
    else { return nil }
    return Text(
      "C’est le dernier administrateur : donnez d’abord ce rôle à une autre personne.",
      "This is the last administrator: grant the role to somebody else first.")
  }
}

extension Membership {
  /// Whose grant and which role, for the audit log.
  fileprivate var auditDetail: Audit.Detail {
    [
      ("membership", .string(id.text)), ("person", .string(person.text)),
      ("role", .string(role.rawValue)),
    ]
  }
}
