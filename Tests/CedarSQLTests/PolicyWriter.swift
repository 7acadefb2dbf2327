import Cedar

/// Writes random policies that are well typed in the vocabulary of `World`.
struct PolicyWriter {
  enum Kind: String, CaseIterable {
    case long = "Long"
    case string = "String"
    case user = "User"
    case group = "Group"
    case site = "Site"
    case document = "Doc"
    case level = "Level"
    case datetime, duration, decimal
  }

  var dice: Dice
  /// Whether what may be missing is only asked for behind `has`, as strict validation demands.
  let isGuarded: Bool

  // MARK: - Policies

  mutating func policies() -> String {
    (0..<Int.random(in: 1...4, using: &dice)).map { _ in policy() }.joined(separator: "\n")
  }

  private mutating func policy() -> String {
    let effect = dice.oneIn(3) ? "forbid" : "permit"
    let principal = dice.pick([
      "principal", "principal", "principal", "principal", "principal", "principal is User",
      "principal in \(literal(.group))", "principal == \(literal(.user))",
    ])
    let action = dice.pick([
      "action", "action", #"action in Action::"all""#, #"action == Action::"view""#,
    ])
    let resource = dice.pick([
      "resource", "resource", "resource", "resource", "resource is Doc",
      "resource in \(literal(.group))",
      "resource is Doc in \(literal(.document))", "resource == \(literal(.document))",
    ])
    var text = "\(effect) (\(principal), \(action), \(resource))"
    for _ in 0..<dice.pick([0, 1, 1, 1, 2]) {
      text += dice.oneIn(4) ? " unless" : " when"
      text += " { \(truth(Int.random(in: 0...3, using: &dice))) }"
    }
    return text + ";"
  }

  // MARK: - Truth values

  private mutating func truth(_ depth: Int) -> String {
    guard depth > 0 else { return test() }
    let below = depth - 1
    switch Int.random(in: 0..<9, using: &dice) {
    case 0, 1: return chain(" && ", below)
    case 2, 3: return chain(" || ", below)
    case 4: return "!(\(truth(below)))"
    case 5: return "(if \(truth(below)) then \(truth(below)) else \(truth(below)))"
    case 6: return "((\(truth(below))) == (\(truth(below))))"
    default: return comparison(below)
    }
  }

  private mutating func chain(_ sign: String, _ depth: Int) -> String {
    let operands = (0..<Int.random(in: 2...3, using: &dice)).map { _ in truth(depth) }
    return "(\(operands.joined(separator: sign)))"
  }

  private mutating func test() -> String {
    let paths: [(String, String)] = [
      ("resource.open", ""), ("resource.site.open", ""), ("context.flag", ""),
      ("resource.secret", "resource has secret"),
      ("resource.other.open", "resource has other"),
    ]
    // What SQL cannot tell.
    if dice.oneIn(60) {
      return dice.pick([
        "(resource.readers == resource.site.keepers)", "(resource.site in resource.groups)",
        "resource.site.keepers.containsAny(resource.readers)",
      ])
    }
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return dice.pick(["true", "false"])
    case 1:
      return dice.pick([
        "resource has note", "resource has site.rank", "resource has reviewer.age",
        "principal has boss", "context has who", "resource has nothing", "resource.owner has age",
        "resource.site has name", #"resource.hasTag("x")"#, #"resource.site.hasTag("y")"#,
        "resource.site.hasTag(resource.title)", "resource is Doc", "resource.owner is User",
        "resource.site has nothing",
      ])
    case 2, 3: return guarded(dice.pick(paths))
    default: return comparison(0)
    }
  }

  private mutating func guarded(_ path: (text: String, condition: String)) -> String {
    isGuarded && !path.condition.isEmpty ? "(\(path.condition) && \(path.text))" : path.text
  }

  /// A test of values, behind what they need.
  private mutating func comparison(_ depth: Int) -> String {
    var conditions: [String] = []
    let text = comparison(depth, &conditions)
    return conditions.isEmpty ? text : "(\((conditions + [text]).joined(separator: " && ")))"
  }

  private mutating func comparison(_ depth: Int, _ needs: inout [String]) -> String {
    let kind = dice.pick(Kind.allCases)
    switch Int.random(in: 0..<8, using: &dice) {
    case 0, 1:
      let sign = dice.pick(["==", "!="])
      return "(\(value(kind, depth, &needs)) \(sign) \(value(kind, depth, &needs)))"
    case 2:
      let kind = dice.pick([Kind.long, .long, .datetime, .duration])
      let sign = dice.pick(["<", "<=", ">", ">="])
      return "(\(value(kind, depth, &needs)) \(sign) \(value(kind, depth, &needs)))"
    case 3:
      let function = dice.pick(["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"])
      return "\(value(.decimal, depth, &needs)).\(function)(\(value(.decimal, depth, &needs)))"
    case 4:
      let pattern = dice.pick(["*", "a*", "*a*", #"\**"#, "?", "[a]", "*\u{e9}", "e*", "%_", ""])
      return "(\(value(.string, depth, &needs)) like \"\(pattern)\")"
    case 5: return membership(depth, &needs)
    default: return setTest(depth, &needs)
    }
  }

  private mutating func membership(_ depth: Int, _ needs: inout [String]) -> String {
    let member = value(dice.pick([.user, .user, .site, .document, .group]), depth, &needs)
    switch Int.random(in: 0..<5, using: &dice) {
    case 0: return "(\(member) in \(value(.group, depth, &needs)))"
    case 1: return "(\(member) in [\(literal(.group)), \(literal(.user)), \(literal(.document))])"
    case 2: return "(principal in \(dice.pick(["resource.groups", "resource.readers"])))"
    case 3: return "(principal in \(value(.user, depth, &needs)))"
    default: return "(resource in \(dice.pick([literal(.group), literal(.document)])))"
    }
  }

  private mutating func setTest(_ depth: Int, _ needs: inout [String]) -> String {
    let (set, kind): (String, Kind) = dice.pick([
      ("resource.readers", .user), ("resource.groups", .group), ("resource.labels", .string),
      ("resource.numbers", .long), ("resource.site.keepers", .user),
    ])
    let list = "[\(literal(kind)), \(literal(kind)), \(literal(kind))]"
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return "\(set).isEmpty()"
    case 1: return "\(set).containsAny(\(list))"
    case 2: return "\(set).containsAll([\(literal(kind)), \(literal(kind))])"
    case 3: return "\(list).containsAll(\(set))"
    case 4: return "\(list).contains(\(value(kind, depth, &needs)))"
    default: return "\(set).contains(\(value(kind, depth, &needs)))"
    }
  }

  // MARK: - Values

  private mutating func value(_ kind: Kind, _ depth: Int, _ needs: inout [String]) -> String {
    if depth > 0, dice.oneIn(2), let compound = compound(kind, depth - 1, &needs) {
      return compound
    }
    if dice.oneIn(4) { return literal(kind) }
    guard let paths = Self.paths[kind], !paths.isEmpty else { return literal(kind) }
    let (path, condition) = dice.pick(paths)
    if isGuarded, !condition.isEmpty { needs.append(condition) }
    return path
  }

  /// nil where there is none of the kind.
  private mutating func compound(
    _ kind: Kind, _ depth: Int, _ needs: inout [String]
  ) -> String? {
    if dice.oneIn(3) {
      let condition = truth(0)
      return
        "(if \(condition) then \(value(kind, depth, &needs)) else \(value(kind, depth, &needs)))"
    }
    switch kind {
    case .long:
      if dice.oneIn(5) { return "(-\(value(.long, depth, &needs)))" }
      if dice.oneIn(5) {
        let unit = dice.pick(["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"])
        return "\(value(.duration, depth, &needs)).\(unit)()"
      }
      let sign = dice.pick(["+", "-", "*"])
      return "(\(value(.long, depth, &needs)) \(sign) \(value(.long, depth, &needs)))"
    case .datetime:
      if dice.oneIn(3) { return "\(value(.datetime, depth, &needs)).toDate()" }
      return "\(value(.datetime, depth, &needs)).offset(\(value(.duration, depth, &needs)))"
    case .duration:
      if dice.oneIn(3) { return "\(value(.datetime, depth, &needs)).toTime()" }
      return "\(value(.datetime, depth, &needs)).durationSince(\(value(.datetime, depth, &needs)))"
    case .string, .user, .group, .site, .document, .level, .decimal: return nil
    }
  }

  /// Paths to values, with what must hold before each may be taken.
  private static let paths: [Kind: [(String, String)]] = [
    .long: [
      ("resource.count", ""), ("resource.limit", "resource has limit"), ("context.n", ""),
      ("principal.age", "principal has age"), ("resource.owner.age", "resource.owner has age"),
      ("resource.site.rank", "resource has site.rank"),
      (#"resource.getTag("x")"#, #"resource.hasTag("x")"#),
    ],
    .string: [
      ("resource.title", ""), ("resource.note", "resource has note"), ("context.text", ""),
      ("principal.name", ""), ("resource.owner.name", ""), ("resource.site.name", ""),
      ("resource.other.name", "resource has other"),
      ("principal.boss.name", "principal has boss"),
      (#"resource.site.getTag("y")"#, #"resource.site.hasTag("y")"#),
      ("resource.site.getTag(resource.title)", "resource.site.hasTag(resource.title)"),
    ],
    .user: [
      ("principal", ""), ("resource.owner", ""), ("resource.reviewer", "resource has reviewer"),
      ("context.who", "context has who"), ("principal.boss", "principal has boss"),
      ("resource.site.owner", "resource.site has owner"),
      ("resource.owner.boss", "resource has owner.boss"),
    ],
    .group: [
      ("resource.folder", ""), ("principal.team", "principal has team"),
      ("resource.owner.team", "resource has owner.team"),
    ],
    .site: [("resource.site", ""), ("resource.other", "resource has other")],
    .document: [("resource", "")],
    .level: [("resource.level", "")],
    .datetime: [("resource.at", ""), ("resource.until", "resource has until")],
    .duration: [("resource.span", "")],
    .decimal: [("resource.price", ""), ("resource.rebate", "resource has rebate")],
  ]

  private mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .long: return "\(dice.pick(World.numbers))"
    case .string: return "\"\(dice.pick(World.texts))\""
    case .user, .group, .site, .document, .level:
      return "\(World.uid(.init(kind.rawValue), &dice))"
    case .datetime:
      return dice.pick([
        #"datetime("1970-01-01")"#, #"datetime("1969-12-31T23:59:59.999Z")"#,
        #"datetime("2024-02-29T12:00:00+0130")"#,
      ])
    case .duration: return "duration(\"\(dice.pick(World.numbers))ms\")"
    case .decimal: return #"decimal("\#(dice.pick(["0.0", "0.0001", "-0.0001", "0.01"]))")"#
    }
  }
}
