import Cedar

/// Who may do what, in which state, at a glance: a table in Markdown to keep beside the rules and to compare.
public struct PolicyMatrix: Sendable {
  /// Who stands at the head of a column.
  private enum Column: Hashable {
    case visitor, person, console, agent
    case member(Organisation.Kind, Role)

    static let all: [Column] =
      [.visitor, .person]
      + Organisation.Kind.allCases.flatMap { kind in Role.roles(of: kind).map { .member(kind, $0) }
      }
      + [.console, .agent]

    var title: String {
      switch self {
      case .visitor: "visitor"
      case .person: "person"
      case .console: "console"
      case .agent: "agent"
      case .member(let kind, let role): "\(kind.rawValue) \(role.rawValue)"
      }
    }
  }

  /// One line of a table: an action in some states.
  private struct Row {
    let action: Action
    /// Empty where the thing has no state, or it makes no difference.
    var states: [String]
    let access: [Column: AccessMatrix.Access]

    var line: String {
      let marks = Column.all.map { column in
        switch access[column] {
        case .always: "yes"
        case .sometimes: "if"
        case .never: "–"
        case nil: " "
        }
      }
      let states = states.isEmpty ? "any" : states.joined(separator: ", ")
      return "| \(action.rawValue) | \(states) | \(marks.joined(separator: " | ")) |"
    }
  }

  public let markdown: String

  public init(_ folder: PolicyFolder) {
    let model = FiniteModel(portal: [folder])
    var lines = [
      "# Who may do what", "",
      "Made from the rules by `fabrique policy matrix`; do not edit.", "",
      "`yes`: whatever the circumstances the rules can look at. `if`: depending on them. `–`: never.",
      "Empty: the action does not apply. What the workflow of a thing demands comes on top.",
    ]
    for (type, environments) in Self.byResource(model) {
      lines += ["", "## \(type)", ""]
      lines.append("| Action | State | \(Column.all.map(\.title).joined(separator: " | ")) |")
      lines.append("|---|---|" + Column.all.map { _ in "---|" }.joined())
      for action in Action.allCases {
        let environments = environments.filter { $0.key.action == action.uid }
        lines += Self.rows(action, environments, folder.policies).map(\.line)
      }
    }
    markdown = lines.joined(separator: "\n") + "\n"
  }

  private static func byResource(
    _ model: FiniteModel
  ) -> [(type: EntityType, environments: [FiniteModel.Environment])] {
    Dictionary(grouping: model.environments, by: \.key.resource)
      .sorted { $0.key.name.text < $1.key.name.text }.map { ($0.key, $0.value) }
  }

  /// The states in which the same holds for everybody share a row.
  private static func rows(
    _ action: Action, _ environments: [FiniteModel.Environment], _ policies: PolicySet
  ) -> [Row] {
    var access: [String: [Column: AccessMatrix.Access]] = [:]
    var states: [String] = []
    for environment in environments {
      let matrix = AccessMatrix(
        of: environment, by: [.kind, .role, .state], policies: policies,
        where: { column(environment.key.principal, $0) != nil })
      for cell in matrix.cells {
        guard let column = column(environment.key.principal, cell.choices) else { continue }
        let state = cell.choices[2]?.value?.member ?? ""
        if access[state] == nil { states.append(state) }
        access[state, default: [:]][column] = cell.access
      }
    }
    // Where somebody's answer looks at no state, it holds in each that matters to others.
    if states.count > 1, let always = access.removeValue(forKey: "") {
      states.removeAll { $0.isEmpty }
      for state in states { access[state, default: [:]].merge(always) { known, _ in known } }
    }
    let rows = states.reduce(into: [Row]()) { rows, state in
      guard let access = access[state] else { return }
      if let same = rows.firstIndex(where: { $0.access == access }) {
        rows[same].states.append(state)
      } else {
        rows.append(Row(action: action, states: [state], access: access))
      }
    }
    return rows.count > 1 ? rows : rows.map { Row(action: action, states: [], access: $0.access) }
  }

  private static func column(_ principal: EntityType, _ choices: [Choice?]) -> Column? {
    switch principal {
    case "Visitor": return .visitor
    case "Person": return .person
    case "Console": return .console
    case "Agent": return .agent
    default:
      guard let kind = choices[0]?.value?.member.flatMap(Organisation.Kind.init),
        let role = choices[1]?.value?.member.flatMap(Role.init), Role.roles(of: kind).contains(role)
      else { return nil }
      return .member(kind, role)
    }
  }
}
