import Cedar
import JSON

/// Everybody who may do one deed to one thing now.
public struct Holders: Sendable {
  /// Somebody, and the rules that let them.
  public struct Holder: Sendable {
    public let grant: Grant
    public let rules: [Rule]
  }

  public let action: Action
  public let thing: Thing
  /// By organisation and name.
  public let holders: [Holder]
  /// How many grants were held against the rules.
  public let asked: Int
  /// Why the state of the thing stands against the deed, whoever does it.
  public let obstacle: Text?
}

extension Portal {
  /// Throws unless the actor may ask for holders at all.
  public func requireHolders(as actor: Actor) async throws {
    try await look(as: actor) { _ = try $0.gate.require(.viewGrants, on: Platform()) }
  }

  /// Who can do a given deed to a given thing now, in the most favourable circumstances. Leaves an audit entry, as it names
  /// people of every organisation. Throws `notFound` where there is no such thing, `invalid` where the deed is not one that
  /// members do to such things.
  public func holders(of action: Action, on thing: Thing, as actor: Actor) async throws -> Holders {
    try await work(as: actor) { work in
      _ = try work.permit(
        .viewGrants, on: Platform(),
        detail: [("deed", .string(action.rawValue)), ("thing", .string(thing.description))])
      guard let resource = try work.find(thing) else { throw PortalError.notFound }
      guard rules.applies(action, to: thing.type, by: "Member") else {
        throw PortalError.invalid(
          "action",
          Text(
            "Cette action ne porte pas sur un objet de ce type.",
            "This action is not done to a thing of this type."))
      }
      let members = try PrincipalFacts(connection: work.connection, now: work.now).everybody()
      let holders = try members.compactMap { member -> Holders.Holder? in
        let answer = try rules.answer(
          action, in: rules.situation(of: member.entities, facing: resource.entity),
          context: .hopeful(for: action))
        guard case .allowed(let rules) = answer else { return nil }
        return Holders.Holder(grant: member.grant, rules: rules)
      }
      return Holders(
        action: action, thing: thing, holders: holders, asked: members.count,
        obstacle: resource.obstacle(to: action))
    }
  }
}

extension RuleBook {
  /// Whether the vocabulary lets principals of a type do the action to things of a type at all.
  func applies(_ action: Action, to type: ResourceType, by principal: EntityType) -> Bool {
    guard let declaration = schema.actions[action.uid] else { return false }
    return declaration.principals.contains(principal)
      && declaration.resources.contains(EntityType(type.rawValue))
  }
}
