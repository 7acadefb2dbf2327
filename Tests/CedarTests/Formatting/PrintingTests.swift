import Cedar
import Testing

@Suite struct PrintingTests {
  static func parsed(_ expression: String) throws -> Expression {
    let policy = "permit (principal, action, resource) when { \(expression) };"
    return try PolicySet(parsing: policy).policies[0].conditions[0].expression
  }

  /// No parenthesis more than needed, and none less.
  @Test(arguments: [
    "-5", "-(5)", "--5", "-(----5)", "-9223372036854775808", "(-5).a", "-5.a",
    "-5[\"a b\"]", "1 - -1", "1 - (2 - 3)", "1 - 2 - 3", "1 * (2 + 3)", "2 * -5",
    "!!(!!!!true)", "!(-1)", "!(1 == 2 && true)", "!(principal in resource)", "!a::\"b\".c",
    "1 != 2", "1 > 2", "1 >= 2", "!(1 != 2)", "(1 == 2) == (3 < 4)",
    "true && false || true && false", "(true || false) && true", "true && !false",
    "if true then 1 else if false then 2 else 3", "(if true then 1 else 2) + 3",
    "[if true then 1 else 2, {}, []]", "(if true then {a: 1} else {\"a b\": 2}).a",
    "principal has a", "principal has \"a b\"", "principal has \"if\"", "principal[\"__cedar\"]",
    "principal is N::A", "principal is A && principal in resource", "1 + 2 in [3]",
    "\"a\" like \"\\**\\u{7f}\"", "(\"a\" like \"*\") == true", "[1].contains(1).a",
    "ip(\"::1\").isInRange(ip(\"::/0\"))", "decimal()", "principal.isIpv4(1, 2).isEmpty()",
    "\"\\n\\r\\t\\\\\\0'\\\"\\u{1}é\u{301}\" == \"\"",
  ])
  func aPrintedExpressionIsItsText(text: String) throws {
    #expect(try Self.parsed(text).description == text)
  }

  @Test(arguments: [
    ("(true && false) && true", "true && false && true"),
    ("true && (false && true)", "true && false && true"),
    ("true || (false || (true || false))", "true || false || true || false"),
    ("!(1 == 2)", "1 != 2"),
    ("principal is A in resource", "principal is A && principal in resource"),
    ("principal has a.b", "principal has a && principal.a has b"), ("{\"a\": 1,}", "{a: 1}"),
  ])
  func whatMeansTheSameIsPrintedAlike(text: String, printed: String) throws {
    #expect(try Self.parsed(text).description == printed)
  }

  @Test func readingWhatIsPrintedGivesTheSame() throws {
    var random = RandomExpressions(seed: 1)
    for _ in 0..<2_000 {
      let expression = random.expression(5)
      #expect(try Self.parsed(expression.description) == expression)
    }
  }

  @Test func valuesArePrintedAsExpressions() throws {
    let value: Value = [
      "ip": .ipAddress(try #require(Value.IPAddress(parsing: "10.0.0.0/8"))),
      "set": [-1, .datetime(Value.Datetime(milliseconds: -1))],
    ]
    let expression = Expression(value)
    #expect(
      expression.description
        == #"{ip: ip("10.0.0.0/8"), set: [-1, datetime("1970-01-01").offset(duration("-1ms"))]}"#)
    #expect(try Self.parsed(expression.description) == expression)
  }

  @Test func policiesAndTemplatesArePrinted() throws {
    let text = """
      @b("x\\n")
      @id
      forbid (principal in ?principal, action in [], resource == ?resource)
      when { true }
      unless { context.a };

      permit (principal is A in A::"\\0", action in N::Action::"a", resource);

      """
    let set = try PolicySet(parsing: text)
    #expect(set.description == text)
    let linked = try set.templates[0].link(as: "l", [.principal: alice, .resource: photo])
    #expect(
      linked.description.contains(
        #"(principal in User::"alice", action in [], resource == Photo::"beach.jpg")"#))
  }
}
