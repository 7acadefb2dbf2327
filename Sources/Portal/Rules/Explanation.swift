import Cedar
import JSON

/// Why somebody may do something to something, or may not, and what would change it.
public struct Explanation: Sendable {
  /// Who, in words.
  public let principal: Text
  public let action: Action
  public let thing: Thing
  /// The rules that decided: those that permit it, or those that forbid it; none where no rule permits.
  public let rules: [Rule]
  /// `nil` when the rules allow it.
  public let refusal: Refusal?
  /// Why the state of the thing stands against it, when the rules do not.
  public let obstacle: Text?
  /// What would have to differ for the rules to allow it.
  public let remedies: [Remedy]

  public var isAllowed: Bool { refusal == nil && obstacle == nil }
}

extension Portal {
  /// Explains a decision about anybody: `principal` is an e-mail address (one explanation for each running role),
  /// `Member::"…"`, `Person::"…"`, `visitor` or `console`. The circumstances are those of now.
  ///
  /// Leaves an audit entry. Throws `notFound` where there is no such principal or thing, `invalid` where the action is not
  /// one that the principal can do to such a thing at all.
  public func explain(
    _ action: Action, on thing: Thing, by principal: String, as actor: Actor
  ) async throws -> [Explanation] {
    try await work(as: actor) { work in
      _ = try work.permit(
        .viewGrants, on: Platform(),
        detail: [
          ("principal", .string(principal)), ("deed", .string(action.rawValue)),
          ("thing", .string(thing.description)),
        ])
      guard let resource = try work.find(thing) else { throw PortalError.notFound }
      let principals = try work.principals(named: principal)
      guard !principals.isEmpty else { throw PortalError.notFound }
      return try principals.map { name, subject in
        try explanation(of: action, on: resource, thing, by: subject, called: name, in: work)
      }
    }
  }

  private func explanation(
    of action: Action, on resource: some Protected, _ thing: Thing, by subject: Actor,
    called name: Text, in work: Work
  ) throws -> Explanation {
    let gate = gate(for: subject, on: work.connection, at: work.now)
    guard let type = try gate.principal().first?.uid.type, rules.applies(action, to: thing.type, by: type)
    else {
      throw PortalError.invalid(
        "action",
        Text(
          "« \(action.rawValue) » ne porte pas sur un objet de ce type, ou n’est pas faite par « \(name.french) ».",
          "“\(action.rawValue)” is not done to a thing of this type, or not by “\(name.english)”."))
    }
    let context = try work.circumstances(of: action, on: resource)
    func explained(_ rules: [Rule], _ refusal: Refusal? = nil, _ obstacle: Text? = nil) -> Explanation {
      Explanation(
        principal: name, action: action, thing: thing, rules: rules, refusal: refusal,
        obstacle: obstacle, remedies: refusal.map(self.rules.remedies(for:)) ?? [])
    }
    do {
      return explained(try gate.require(action, on: resource, context: context))
    } catch PortalError.refused(let refusal) {
      return explained(refusal.forbidding, refusal)
    } catch PortalError.wrongState(_, let why) {
      return explained([], nil, why)
    }
  }
}

extension Transaction {
  /// Whoever is meant by a name, each with words for them; nobody by the name of a disabled account.
  fileprivate func principals(named name: String) throws -> [(Text, Actor)] {
    switch name {
    case "visitor": return [(Standing.visitor.label, .visitor)]
    case "console": return [(Standing.console.label, .console)]
    default: break
    }
    if let membership = identifier(of: "Member", in: name, Membership.self) {
      guard let found = try memberships.find(membership) else { return [] }
      return try people(found.person) { $0.membership == membership }
    }
    let id = identifier(of: "Person", in: name, Person.self)
    let email = EmailAddress(name)
    guard let person = try id.flatMap(people.find) ?? email.flatMap(people.find),
      person.disabledAt == nil
    else { return [] }
    let members = try people(person.id) { _ in true }
    return members.isEmpty ? [(Text(verbatim: person.name), .person(person.id))] : members
  }

  /// A person in each of their running roles that is wanted.
  private func people(
    _ id: Person.ID, where isWanted: (Member) -> Bool
  ) throws -> [(Text, Actor)] {
    let person = try person(id)
    guard person.disabledAt == nil else { return [] }
    return try memberships.running(of: id, at: now).compactMap { membership in
      let member = membership.member(person: id)
      guard isWanted(member) else { return nil }
      let role = member.role.label
      return (
        Text(
          "\(person.name), \(role.french), \(membership.organisationName)",
          "\(person.name), \(role.english), \(membership.organisationName)"), .member(member)
      )
    }
  }

  private func identifier<Subject>(
    of type: String, in name: String, _: Subject.Type
  ) -> Identifier<Subject>? {
    let prefix = "\(type)::\""
    guard name.hasPrefix(prefix), name.hasSuffix("\"") else { return nil }
    return Identifier(String(name.dropFirst(prefix.count).dropLast()))
  }

  /// What holds besides who and what, as it is now.
  fileprivate func circumstances(
    of action: Action, on resource: some Protected
  ) throws -> Context {
    guard let request = resource as? HostingRequest else { return .hopeful(for: action) }
    switch action {
    case .submitHostingRequest:
      return .submission(
        exceeding: try ledgerAnswer(to: request).shortage,
        unregistered: request.lacksRegistration(on: now.day))
    case .decideApproval, .decideSecondApproval:
      return .approval(
        granting: true, exceeding: try ledgerAnswer(to: request).shortage,
        unregistered: request.lacksRegistration(on: now.day))
    default: return .hopeful(for: action)
    }
  }
}
