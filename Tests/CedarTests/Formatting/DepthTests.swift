import Cedar
import JSON
import Testing

/// The deepest expressions take every form without exhausting the stack.
@Suite struct DepthTests {
  static let one = Expression(.literal(1))

  static let steps: [@Sendable (Expression) -> Expression.Kind] = [
    { .unary(.not, $0) }, { .unary(.negate, $0) }, { .unary(.isEmpty, $0) },
    { .binary(.add, one, $0) }, { .binary(.equal, $0, one) }, { .binary(.contains, one, $0) },
    { .conditional(one, then: one, else: $0) }, { .set([$0]) }, { .call(.ip, [$0]) },
    { .record([Expression.Field(name: "a b", value: $0)]) }, { .attribute($0, "a") },
  ]

  @Test(arguments: steps.indices)
  func theDeepestExpressionTakesEveryForm(step: Int) throws {
    var expression = Self.one
    for _ in 1..<Expression.maximumDepth { expression = Expression(Self.steps[step](expression)) }
    let json = expression.json.serialised()
    #expect(try Expression(json: JSON(parsing: json, maximumDepth: 1_000)) == expression)
    let text = Template(
      id: "policy0", effect: .permit, conditions: [Condition(kind: .when, expression: expression)]
    ).description
    #expect(try PolicySet(parsing: text).policies[0].conditions[0].expression == expression)
    #expect(try PolicyFormatter().format(text) == text)
  }
}
