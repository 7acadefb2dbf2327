import Cedar
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    "1 + 2 * 3 == 7", "(1 + 2) * 3 == 9", "5 - 2 - 1 == 2", "-5 < -4", "- -5 == 5", "--5 == 5",
    "-9223372036854775808 < 9223372036854775807", "1 != 2", "2 > 1", "2 >= 2", "1 <= 1",
    "!false", "!!true", "true || context.missing", "!(false && context.missing)",
    "if true then true else context.missing", "(if 1 < 2 then 3 else context.missing) == 3",
    #""a" != 1"#, #"[1, 2] == [2, 1, 1]"#, #"{a: 1, "b": 2} == {b: 2, a: 1}"#,
    #"{a: 1} != {a: 2}"#, #"[1, "a", [true]].contains([true])"#, "[1, 2, 3].containsAll([3, 1])",
    "![1, 2].containsAll([1, 3])", "[1, 2].containsAny([2, 3])", "![1].containsAny([])",
    "[1].containsAll([])", "[].isEmpty()", "![0].isEmpty()", "{a: {b: 1}}.a.b == 1",
    #"{"if": 1}["if"] == 1"#, "{a: 1} has a", #"!({a: 1} has "b")"#, "{a: {b: 1}} has a.b",
    "!({a: 1} has b.c)", "principal is User", "!(principal is Photo)", "principal in principal",
    #"principal in [User::"bob", User::"alice"]"#, "!(principal in [])",
    #"principal is User in User::"alice""#, #"User::"alice" == principal"#,
    #"N::User::"alice" != principal"#, "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].contains(11)",
    "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]", "[1, 2,] == [1, 2]",
  ])
  func holds(expression: String) throws {
    #expect(try outcome(of: expression) == .success(true))
  }

  @Test(arguments: [
    ("9223372036854775807 + 1 == 0", EvaluationError.overflow),
    ("-9223372036854775808 - 1 == 0", .overflow),
    ("9223372036854775807 * 2 == 0", .overflow),
    ("-(-9223372036854775808) == 0", .overflow),
    ("1 && true", .typeMismatch(expected: [.bool], found: .long)),
    ("true && 1", .typeMismatch(expected: [.bool], found: .long)),
    ("false || 1", .typeMismatch(expected: [.bool], found: .long)),
    ("if 1 then true else true", .typeMismatch(expected: [.bool], found: .long)),
    ("1 + true == 2", .typeMismatch(expected: [.long], found: .bool)),
    (#""a" < "b""#, .typeMismatch(expected: [.long, .datetime, .duration], found: .string)),
    (#"1 < duration("1s")"#, .typeMismatch(expected: [.long], found: .duration)),
    ("principal in 1", .typeMismatch(expected: [.entity, .set], found: .long)),
    ("1 in principal", .typeMismatch(expected: [.entity], found: .long)),
    ("principal in [principal, 1]", .typeMismatch(expected: [.entity], found: .long)),
    ("1 is User", .typeMismatch(expected: [.entity], found: .long)),
    ("1 has a", .typeMismatch(expected: [.record, .entity], found: .long)),
    ("1.a", .typeMismatch(expected: [.record, .entity], found: .long)),
    ("{a: 1}.b", .noSuchAttribute("b", of: nil)),
    ("principal.b", .noSuchEntity(alice)),
    (#"principal.getTag("b")"#, .noSuchEntity(alice)),
    (#"1 like "a""#, .typeMismatch(expected: [.string], found: .long)),
    ("1.contains(1)", .typeMismatch(expected: [.set], found: .long)),
    ("[1].containsAll(1)", .typeMismatch(expected: [.set], found: .long)),
    (#"ip("1")"#, .malformed(.ip, "1")),
    (#"ip("::1", "::1")"#, .wrongArguments(.ip, [.string, .string])),
    ("ip()", .wrongArguments(.ip, [])),
    ("1.isIpv4()", .wrongArguments(.isIpv4, [.long])),
  ])
  func fails(expression: String, error: EvaluationError) throws {
    #expect(try outcome(of: expression) == .failure(error))
  }

  @Test func anUnknownEntityHasNothingButIsNoError() throws {
    #expect(try outcome(of: "principal has name") == .success(false))
    #expect(try outcome(of: #"principal.hasTag("name")"#) == .success(false))
    #expect(try outcome(of: #"principal in User::"bob""#) == .success(false))
    #expect(try outcome(of: "principal has name.first") == .success(false))
  }

  @Test func attributesAndTagsAreApart() throws {
    let entities = [Entity(uid: alice, attributes: ["a": 1], tags: ["t": 2])]
    func outcome(_ expression: String) throws -> Result<Bool, EvaluationError> {
      try CedarTests.outcome(of: expression, entities: entities)
    }
    #expect(try outcome(#"principal.a == 1 && principal.getTag("t") == 2"#) == .success(true))
    #expect(try outcome(#"principal has t || principal.hasTag("a")"#) == .success(false))
    #expect(try outcome("principal.t == 2") == .failure(.noSuchAttribute("t", of: alice)))
    #expect(try outcome(#"principal.getTag("a") == 1"#) == .failure(.noSuchTag("a", of: alice)))
  }

  @Test func stringsAreTheirBytes() throws {
    let composed: Value = "caf\u{e9}"
    let decomposed: Value = "cafe\u{301}"
    let context: Record = ["a": composed, "b": decomposed]
    #expect(try outcome(of: "context.a == context.b", context: context) == .success(false))
    #expect(
      try outcome(of: "[context.a].contains(context.b)", context: context) == .success(false))
    #expect(
      try outcome(
        of: #"context.a like "caf\u{e9}" && !(context.b like "caf\u{e9}")"#, context: context)
        == .success(true))
    #expect(
      try outcome(of: #"context has "caf\u{e9}""#, context: ["cafe\u{301}": 1]) == .success(false))
    #expect(
      try outcome(of: #"principal == User::"caf\u{e9}""#) == .success(false))
    #expect(
      EntityUID(type: "User", id: "caf\u{e9}") != EntityUID(type: "User", id: "cafe\u{301}"))
    #expect(Record([("\u{e9}", 1), ("e\u{301}", 2)]).count == 2)
    #expect(Record([("b", 1), ("a", 2), ("b", 3)]) == ["a": 2, "b": 3])
  }

  @Test(arguments: [
    ("", "", true), ("*", "", true), ("a*", "abc", true), ("*c", "abc", true),
    ("a*c", "abc", true), ("a*d", "abc", false), ("**", "abc", true), ("abc", "abcd", false),
    ("*a*a*", "banana", true), ("*a*a*a*a*", "banana", false), (#"\*"#, "*", true),
    (#"\*"#, "a", false), (#"a\**"#, "a*b", true), ("a?c", "abc", false), ("a.c", "abc", false),
    ("a[bc]", "ab", false), ("%", "a", false), ("_", "a", false), ("*\u{e9}", "caf\u{e9}", true),
    ("*\u{e9}", "cafe\u{301}", false), (#"\u{2a}"#, "anything", true), ("*\n*", "a\r\nb", true),
    ("A", "a", false),
  ])
  func likeKnowsOneWildcard(pattern: String, text: String, isMatch: Bool) throws {
    let result = try outcome(
      of: #"context.text like "\#(pattern)""#, context: ["text": .string(text)])
    #expect(result == .success(isMatch))
  }

  @Test func likeDoesNotExplode() throws {
    let text = String(repeating: "a", count: 2_000)
    let pattern = String(repeating: "*a", count: 500) + "*b"
    #expect(
      try outcome(of: #"context.text like "\#(pattern)""#, context: ["text": .string(text)])
        == .success(false))
  }
}
