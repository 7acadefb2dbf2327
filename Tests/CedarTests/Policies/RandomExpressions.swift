import Cedar

/// Makes expressions of every kind, the same ones each time.
struct RandomExpressions {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
  private mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  private mutating func several(_ depth: Int, _ counts: ClosedRange<Int>) -> [Expression] {
    (0..<(counts.lowerBound + number(below: counts.count))).map { _ in expression(depth - 1) }
  }

  private mutating func name() -> ExactString {
    one(of: [
      "a", "b", "if", "__cedar", "", "a b", "\"", "caf\u{e9}", "cafe\u{301}", "\u{301}*", "1",
    ])
  }

  private mutating func leaf() -> Expression.Kind {
    switch number(below: 5) {
    case 0: .literal(.bool(number(below: 2) == 0))
    case 1: .literal(.long(one(of: [0, 1, -1, 42, .max, .min])))
    case 2: .literal(.string(name()))
    case 3: .literal(.entity(EntityUID(type: one(of: ["A", "N::B"]), id: name().text)))
    default: .variable(one(of: [.principal, .action, .resource, .context]))
    }
  }

  /// An expression at most that deep.
  mutating func expression(_ depth: Int) -> Expression {
    Expression(depth <= 1 ? leaf() : kind(depth))
  }

  private mutating func kind(_ depth: Int) -> Expression.Kind {
    switch number(below: 14) {
    case 0: leaf()
    case 1:
      .conditional(
        expression(depth - 1), then: expression(depth - 1), else: expression(depth - 1))
    case 2: .and(several(depth, 2...4))
    case 3: .or(several(depth, 2...4))
    case 4: .unary(one(of: [.not, .negate, .isEmpty]), expression(depth - 1))
    case 5, 6:
      .binary(
        one(of: [
          .equal, .less, .lessOrEqual, .add, .subtract, .multiply, .in, .contains, .containsAll,
          .containsAny, .hasTag, .getTag,
        ]), expression(depth - 1), expression(depth - 1))
    case 7: .attribute(expression(depth - 1), name())
    case 8: .hasAttribute(expression(depth - 1), name())
    case 9:
      .like(
        expression(depth - 1),
        Pattern(one(of: [[], [nil], Array("a*\u{352}\\\"".utf8), [nil, nil, 0x2A, 0x0A, nil]])))
    case 10: .isType(expression(depth - 1), one(of: ["A", "N::B"]))
    case 11: .set(several(depth, 0...3))
    case 12:
      .record(
        [name(), "other"].map { Expression.Field(name: $0, value: expression(depth - 1)) })
    default:
      number(below: 2) == 0
        ? .call(one(of: [.ip, .decimal, .datetime, .duration]), several(depth, 0...2))
        : .call(one(of: [.lessThan, .isIpv4, .offset]), several(depth, 1...3))
    }
  }
}
