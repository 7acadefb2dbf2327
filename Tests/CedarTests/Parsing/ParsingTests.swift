import Cedar
import Testing

@Suite struct ParsingTests {
  @Test func aPolicyKnowsItsTextAndPlace() throws {
    let text = """
      // a comment
      permit (principal, action, resource);

        @id("é") @note
        forbid (
          principal is Shop::User in Team::"a", action in [Action::"x", N::Action::"y",], resource,
        ) when { true } unless { false }; // the end
      """
    let set = try PolicySet(parsing: text, file: "shop.cedar")
    #expect(set.policies.map(\.id) == ["policy0", "policy1"])
    let policy = set.policies[1]
    #expect(policy.effect == .forbid)
    #expect(policy.annotations == ["id": "é", "note": ""])
    #expect(policy.position.description == "shop.cedar:4:3")
    #expect(policy.text.hasPrefix("@id"))
    #expect(policy.text.hasSuffix("unless { false };"))
    #expect(policy.principal == .ofTypeWithin("Shop::User", EntityUID(type: "Team", id: "a")))
    #expect(policy.action == .within([action("x"), EntityUID(type: "N::Action", id: "y")]))
    #expect(policy.resource == .any)
    #expect(policy.conditions.map(\.kind) == [.when, .unless])
  }

  @Test func idsAreCountedThroughAllFiles() throws {
    let permit = "permit (principal, action, resource);"
    let set = try PolicySet(parsing: [("a", permit), ("b", permit + permit)])
    #expect(set.policies.map(\.id) == ["policy0", "policy1", "policy2"])
    #expect(set.policies.map(\.position.file) == ["a", "b", "b"])
  }

  @Test func everyPolicyWithAMistakeIsNamed() throws {
    let error = #expect(throws: ParseErrors.self) {
      try PolicySet(parsing: [
        (
          "a",
          """
          permit (principal, action);
          permit (principal, action, resource);
          allow (principal, action, resource);
          """
        ),
        ("b", "permit (principal, action, resource)"),
      ])
    }
    #expect(
      error?.description == """
        a:1:26: Expected `,`, found `)`.
        a:3:1: Expected `permit` or `forbid`, found `allow`.
        b:1:37: Expected `;`, found the end of the text.
        """)
  }

  @Test(arguments: [
    ("permit (action, principal, resource);", "1:9: Expected `principal`, found `action`."),
    ("permit (principal = User::\"a\", action, resource);", "1:19: Equality is written `==`."),
    ("permit (principal: User, action, resource);", "1:18: A type is demanded by `is`."),
    (
      "permit (principal == ?resource, action, resource);",
      "1:22: Of slots, only `?principal` can stand here."
    ),
    (
      "permit (principal, action == ?action, resource);",
      "1:30: There are slots for the principal and the resource, not the action."
    ),
    (
      "permit (principal, action == User::\"a\", resource);",
      "1:30: User::\"a\" is no action: its type must be named `Action`."
    ),
    (
      "permit (principal is User::\"a\", action, resource);",
      "1:26: A type is expected here, not an entity."
    ),
    ("permit (principal == User, action, resource);", "1:26: Expected `::`, found `,`."),
    (
      "permit (principal == if::User::\"a\", action, resource);",
      "1:22: `if` is a reserved word and names nothing."
    ),
    (
      "permit (principal is __cedar::User, action, resource);",
      "1:22: `__cedar` is a reserved word and names nothing."
    ),
    ("@a @a permit (principal, action, resource);", "1:5: The annotation `@a` stands twice."),
    (
      "permit (principal, action, resource) when { };", "1:45: The condition after `when` is empty."
    ),
    ("permit (principal, action, resource) where { true };", "1:38: Expected `;`, found `where`."),
    ("permit (principal, action, resource, context);", "1:38: Expected `)`, found `context`."),
    ("permit (principal, action, resource) when { \"a };", "1:45: The string is not closed."),
    (
      "permit (principal, action, resource) when { € };",
      "1:45: The character U+20AC has no meaning here."
    ),
    ("é", "1:1: The character U+E9 has no meaning here."),
    ("/* a */", "1:1: Expected `permit` or `forbid`, found `/`."),
  ])
  func mistakesInAPolicyAreNamed(text: String, message: String) {
    #expect(mistake(in: text) == message)
  }

  @Test(arguments: [
    ("1 == 2 == 3", "8: Comparisons do not chain; put one of them in parentheses."),
    ("1 < 2 in 3", "7: Comparisons do not chain; put one of them in parentheses."),
    ("1 = 2", "3: Equality is written `==`."),
    ("1 / 2", "3: There is no division in this language."),
    ("1 % 2", "3: There is no division in this language."),
    ("9223372036854775808", "1: The number does not fit into 64 bits."),
    ("-9223372036854775809", "2: The number does not fit into 64 bits."),
    ("99999999999999999999", "1: The number does not fit into 64 bits."),
    ("!!!!!true", "1: `!` stands at most four times in a row."),
    ("-----1", "1: `-` stands at most four times in a row."),
    ("!-1", "2: Expected an expression, found `-`."),
    (
      "user.name",
      "1: There is no variable `user`; there are principal, action, resource and context."
    ),
    ("principal.if", "11: `if` is a reserved word and names nothing."),
    ("principal has in", "15: `in` is a reserved word and names nothing."),
    ("principal has 1", "15: Expected a name, found the number 1."),
    ("principal[name]", "11: Expected a string, found `name`."),
    ("principal like name", "16: Expected a string, found `name`."),
    ("principal is \"User\"", "14: Expected a name, found a string."),
    ("{a: 1, \"a\": 2}", "8: The name \"a\" stands twice in this record."),
    ("{if: 1}", "2: `if` is a reserved word and names nothing."),
    ("upper(\"a\")", "1: There is no function `upper`."),
    ("isIpv4(\"a\")", "1: There is no function `isIpv4`."),
    ("\"a\".ip()", "5: There is no method `ip`."),
    ("[1].contains()", "5: `contains` takes 1 argument, not 0."),
    ("[1].isEmpty(1)", "5: `isEmpty` takes 0 arguments, not 1."),
    ("principal()", "10: Only functions and methods can be called."),
    ("?principal == principal", "1: `?principal` stands only in the head of a template."),
    ("1 + if true then 1 else 2", "5: `if` stands within another expression only in parentheses."),
    ("if true then 1", "15: Expected `else`, found `}`."),
    (
      "User::{id: 1}", "7: Expected a string, found `{`."
    ),
    ("[1 2]", "4: Expected `,`, found the number 2."),
    ("(1", "3: Expected `)`, found `}`."),
    (#""\q""#, "3: This is no escape sequence."),
    (#""\*""#, "2: `\\*` stands only in patterns of `like`."),
    (#""\x80""#, "5: `\\x` is followed by two hexadecimal digits, at most 7F."),
    (#""\u{d800}""#, "9: `\\u{…}` names no Unicode scalar."),
    (#""\u{}""#, "5: `\\u{…}` names no Unicode scalar."),
    (#""\u{1234567}""#, "11: Between `\\u{` and `}` stand one to six hexadecimal digits."),
    (#""\u41""#, "4: `\\u` is followed by `{`."),
    ("\"a\rb\"", "3: A carriage return in a string is written as `\\r`."),
  ])
  func mistakesInAnExpressionAreNamed(expression: String, message: String) {
    let before = "permit (principal, action, resource) when {\n"
    #expect(mistake(in: before + expression + "};") == "2:" + message)
  }

  @Test(arguments: [
    (#""\n\r\t\\\0\'\"\x41\u{e9}\u{1F6_00}""#, "\n\r\t\\\0'\"A\u{e9}\u{1F600}"),
    ("\"two\nlines é\"", "two\nlines é"), ("\"\"", ""),
  ])
  func escapesAreResolved(literal: String, text: String) throws {
    let result = try outcome(of: "context.text == \(literal)", context: ["text": .string(text)])
    #expect(result == .success(true))
  }

  @Test func namesOfVariablesAndKeywordsMayNameOtherThings() throws {
    let expression = """
      {principal: 1, permit: 2, when: 3}.when == 3 && context.action == 1
        && principal != principal::"a" && action::"b" != when::permit::"c"
      """
    #expect(try outcome(of: expression, context: ["action": 1]) == .success(true))
  }

  /// Held against the reference engine, release 4.12.
  @Test(arguments: [
    "", " \n", "//", "// no line feed behind", "//\rpermit (principal, action, resource);",
    "permit\u{85}(\u{3000}principal,\u{b}action,\u{c}resource)\r\n;\r",
    "@if @permit(\"\")@__cedar permit (principal, action, resource);",
    "permit (principal is A in ?principal, action in [], resource in ?resource,);",
    "permit (principal == principal::\"\", action == A::Action::\"\\0\", resource is when);",
  ])
  func whatTheReferenceAcceptsIsRead(text: String) {
    #expect(mistake(in: text) == nil)
  }

  @Test(arguments: [
    "--9223372036854775808 == 0", "- 9223372036854775808 == 0", "1 - -9223372036854775808 == 0",
    "007 == 7", "! ! ! ! true", "!!!!(!true)", "- - 1 == 1", "-1.a", "ip()", "ip(1, 2,)",
    "principal.isIpv4(1)", "principal.lessThan()", "principal.lessThan", "principal.ip",
    "principal has a.b.c", "principal has \"a.b\"", "[1,] == {a: 1,}.b", "{\"if\": 1}.a == 1",
    "principal[\"__cedar\"]", "principal has \"__cedar\"", "\"a\" like \"\\x2A\\u{2a}\"",
    "permit::when::\"a\" == 1", "context.principal.action", "\"a\nb\" == \"\u{0}\"",
    "if if true then true else true then true else if true then true else true",
  ])
  func whatTheReferenceAcceptsInConditionsIsRead(expression: String) {
    let policy = "permit (principal, action, resource) when { \(expression) };"
    #expect(mistake(in: policy) == nil)
  }

  @Test(arguments: [
    "\u{feff}permit (principal, action, resource);", "permit (principal, action, resource);\0",
    "permit (principal, action, resource);;", ";", "#!\npermit (principal, action, resource);",
    "permit (principal, action, resource,,);", "permit (principal, action in [,], resource);",
    "permit (principal, action in ?principal, resource);",
    "@a(\"b\",) permit (principal, action, resource);",
    "@a(\"\\*\") permit (principal, action, resource);",
    "@\"a\" permit (principal, action, resource);",
    "@a() permit (principal, action, resource);", "permit (principal == ?other, action, resource);",
    "permit (principal == A::\"\\*\", action, resource);",
    "permit (principal != A::\"a\", action, resource);", "permit(principal,action,resource)when{};",
    "permit\u{200b}(principal, action, resource);",
    "permit (principal, action, resource); //\u{2028};\n;",
  ])
  func whatTheReferenceRefusesIsRefused(text: String) {
    #expect(mistake(in: text) != nil)
  }

  @Test(arguments: [
    "-(9223372036854775808) == 0", "-9223372036854775808.a", "-9223372036854775808[\"a\"]",
    "1 -9223372036854775808 == 0", "-----9223372036854775808 == 0", "-!true", "!-1",
    "principal.__cedar", "principal has __cedar", "principal has a.\"b\"", "principal has (a)",
    "principal has a[\"b\"]", "{__cedar: 1}", "principal is A::__cedar", "__cedar::ip(\"\")",
    "A::ip(\"\")", "{,}", "[,]", "ip(,)", "lessThan(1, 2)", "context.ip(1)", "principal.f()",
    "true && if true then true else true", "1 === 1", "'a' == 1", "1.5 == 1", "0x1 == 1",
    "\"\\\n\" == 1", "\"\\u{110000}\" == 1", "\"a\" like principal", "?principal", "principal::a",
    "principal.\u{212a}", "\"a\" like \"\\q\"", "{a: 1, \"a\": 1}", "true true", "true,",
  ])
  func whatTheReferenceRefusesInConditionsIsRefused(expression: String) {
    let policy = "permit (principal, action, resource) when { \(expression) };"
    #expect(mistake(in: policy) != nil)
  }

  @Test func aPlaceOnALongLineIsFound() throws {
    let policy = #"permit (principal, action, resource) when { "é€" == "" };"#
    let text = String(repeating: policy, count: 200) + "\n" + String(repeating: policy, count: 3)
    let positions = try PolicySet(parsing: text).policies.map(\.position.description)
    let width = policy.unicodeScalars.count
    #expect(
      positions
        == (0..<200).map { "1:\($0 * width + 1)" } + (0..<3).map { "2:\($0 * width + 1)" })
  }

  @Test func spaceMayBeAnything() throws {
    let text = "permit\u{a0}(\u{2003}principal,//\u{1F600}\r\naction,\tresource)\r\n\u{b};// end"
    #expect(try PolicySet(parsing: text).policies.count == 1)
  }

  @Test(arguments: [
    ("(", "true", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("!(", "true", ")"),
    ("if true then ", "true", " else false"), ("principal.f(", "1", ")"), ("ip(", "1", ")"),
    ("", "true", ".a"), ("", "1", " + 1"), ("", "1", " * 1"), ("", "1", "[\"a\"]"),
  ])
  func depthIsBounded(opening: String, core: String, closing: String) {
    func policy(_ depth: Int) -> String {
      let expression =
        String(repeating: opening, count: depth) + core + String(repeating: closing, count: depth)
      return "permit (principal, action, resource) when { \(expression) };"
    }
    #expect(mistake(in: policy(100))?.contains("deeper") != true)
    #expect(mistake(in: policy(201))?.contains("deeper than 200 levels") == true)
    #expect(mistake(in: policy(10_000))?.contains("deeper than 200 levels") == true)
  }

  @Test func theDeepestExpressionCanBeEvaluated() throws {
    let sum = "1" + String(repeating: " + 1", count: 198) + " == 199"
    #expect(try outcome(of: sum) == .success(true))
    let parentheses =
      String(repeating: "(", count: 199) + "true" + String(repeating: ")", count: 199)
    #expect(try outcome(of: parentheses) == .success(true))
    let sets = String(repeating: "[", count: 198) + String(repeating: "]", count: 198)
    #expect(try outcome(of: "\(sets).isEmpty()") == .success(false))
  }

  @Test func longChainsAreNotDeep() throws {
    let chain = Array(repeating: "true", count: 5_000).joined(separator: " && ")
    #expect(try outcome(of: chain) == .success(true))
  }

  /// Every beginning of a valid text, and the text with any one byte replaced, is read or refused,
  /// and no more.
  @Test func damagedTextsAreNoCrash() {
    let text =
      #"@a("b") permit(principal is A::B in C::"d",action in[Action::"e"],resource)"#
      + #"when{if -1+2*3<=context["x"].y&&a::"\u{e9}" has b.c then[1,{d:2}]else ip("::1")like"*"};"#
    let bytes = Array(text.utf8)
    var refused = 0
    for position in bytes.indices {
      if mistake(in: String(decoding: bytes[..<position], as: UTF8.self)) != nil { refused += 1 }
      for replacement in #""\?{}[]();:.,*=!<-0a/é"#.utf8 {
        var damaged = bytes
        damaged[position] = replacement
        if mistake(in: String(decoding: damaged, as: UTF8.self)) != nil { refused += 1 }
      }
    }
    #expect(refused > bytes.count)
  }
}
