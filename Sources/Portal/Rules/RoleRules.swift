import Cedar

/// Whom the rules know: every sort of principal, members apart by kind of organisation and role.
public enum Standing: Hashable, Sendable, CaseIterable {
  case visitor
  case member(Organisation.Kind, Role)
  case agent
  case console

  public static var allCases: [Standing] {
    [.visitor]
      + Organisation.Kind.allCases.flatMap { kind in
        Role.roles(of: kind).map { .member(kind, $0) }
      } + [.agent, .console]
  }

  /// Stands in addresses: `visitor`, `publicBody.lead`.
  public var key: String {
    switch self {
    case .visitor: "visitor"
    case .member(let kind, let role): "\(kind.rawValue).\(role.rawValue)"
    case .agent: "agent"
    case .console: "console"
    }
  }

  public init?(key: String) {
    guard let standing = Self.allCases.first(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
      return nil
    }
    self = standing
  }

  public var label: Text {
    switch self {
    case .visitor: Text("visiteur", "visitor")
    case .member(let kind, let role):
      Text(
        "\(role.label.french), \(kind.label.french)", "\(role.label.english), \(kind.label.english)")
    case .agent: Text("agent de site", "site agent")
    case .console: Text("console de la machine", "the machine’s console")
    }
  }

  /// The principal, as far as the standing tells.
  fileprivate var principal: PartialRequest.Party {
    switch self {
    case .visitor: .unknown("Visitor")
    case .agent: .unknown("Agent")
    case .console: .unknown("Console")
    case .member(let kind, let role):
      .unknown(
        "Member",
        PartialEntity(
          attributes: PartialRecord(
            [
              "kind": .member("Kind", kind.rawValue), "role": .member("Role", role.rawValue),
            ], absent: [])))
    }
  }
}

/// The rules that can speak on one action of somebody, whatever it is done to and whoever does it.
public struct ActionRules: Sendable {
  public let action: Action
  /// Those that may grant it.
  public let granting: [Rule]
  /// Those that may forbid it.
  public let forbidding: [Rule]
}

extension RuleBook {
  /// What the rules can say to somebody of a standing, for every action that they can ask for at all; found by evaluating
  /// the rules with everything else left open.
  public func rules(for standing: Standing) -> [ActionRules] {
    Action.allCases.compactMap { action in
      guard let declaration = schema.actions[action.uid],
        declaration.principals.contains(standing.principal.type)
      else { return nil }
      let speaking = declaration.resources.flatMap { resource in
        policies.authorize(
          PartialRequest(
            principal: standing.principal, action: action.uid, resource: .unknown(resource),
            context: .unknown),
          entities: PartialEntities(.none)
        ).answers.filter(\.outcome.canSpeak).map(\.policy)
      }
      func cited(_ effect: Effect) -> [Rule] {
        var seen: Set<String> = []
        return speaking.filter { $0.effect == effect && seen.insert($0.id).inserted }
          .compactMap { self.rules[$0.id] }
      }
      return ActionRules(action: action, granting: cited(.permit), forbidding: cited(.forbid))
    }
  }
}

extension PartialResponse.Outcome {
  fileprivate var canSpeak: Bool {
    switch self {
    case .satisfied, .residual: true
    case .unsatisfied, .failed: false
    }
  }
}
