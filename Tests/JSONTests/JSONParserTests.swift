import JSON
import Testing

@Suite struct JSONParserTests {
  @Test(
    arguments: [
      ("null", .null), (" \t\r\ntrue ", true), ("false", false),
      ("0", 0), ("-1", -1), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("9223372036854775808", 9223372036854775808.0),
      ("-9223372036854775809", -9223372036854775808.0), ("1.0", 1.0), ("1e2", 100.0),
      ("1E+2", 100.0), ("-1.5e-3", -0.0015), ("-0", -0.0), ("0.0", 0.0),
      ("5e-324", .number(.leastNonzeroMagnitude)),
      ("1e-999", 0.0), ("1.7976931348623157e308", 1.7976931348623157e308),
      (#""""#, ""), (#""été 😀""#, "été 😀"), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u00e9\u0000\uD83D\uDE00z""#, "\u{E9}\u{0}😀z"), (#""\uFFFF\u2028""#, "\u{FFFF}\u{2028}"),
      ("\"\u{7F}\"", "\u{7F}"), ("[]", []), ("[ ]", []), ("{}", [:]), ("{ }", [:]),
      ("[1,[2,[]],{}]", [1, [2, []], [:]]),
      (#"{"a":1, "b" : {"a":null}}"#, ["a": 1, "b": ["a": nil]]),
      (#"{"":0}"#, ["": 0]), (#"[null,true,"x"]"#, [nil, true, "x"]),
    ] as [(String, JSON)])
  func accepts(text: String, expected: JSON) throws {
    #expect(try JSON(parsing: text) == expected)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "+1", "01",
    "-", "-01", "00", "1.", ".5", "1.e1", "1e", "1e+", "0x10", "1_000", "1e999", "-1e999", "1 2",
    "1,", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}", "{]", "{\"a\"",
    "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{\"a\" 1}", "{\"a\"::1}",
    "{1:1}", "{'a':1}", "{\"a\":1 \"b\":2}", "\"", "\"a", "\"\\", "\"\\\"", "\"\n\"", "\"\t\"",
    "\"\u{0}\"", "\"\u{1F}\"", #""\x41""#, #""\u12""#, #""\u12G4""#, #""\U0041""#, #""\'""#,
    #""\uD800""#, #""\uDC00""#, #""\uD800\uD800""#, #""\uDC00\uD800""#, #""\uD800\n""#,
    #""\uD800\u0041""#, #""\uD800 \uDC00""#, "// c\n1", "/* c */1", "1//", "\u{FEFF}1", "1\u{0}",
    "\u{A0}1", "1\u{C}", "[1]\u{2028}", #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"\u0061":3}"#, "#1",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
      [0xF0, 0x82, 0x82, 0xAC], [0xFE, 0xFF], [0x5C, 0x6E, 0xC3],
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    #expect(throws: JSONError.self) { try JSON(parsing: [quote] + bytes + [quote]) }
    #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
  }

  @Test func keepsMinusZero() throws {
    #expect(try JSON(parsing: "-0").double?.sign == .minus)
  }

  @Test func tellsKeysApartByTheirBytes() throws {
    let object = try JSON(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
  }

  @Test func findsDuplicatesInLongObjects() {
    let members = (0..<2000).map { "\"k\($0)\":\($0)" }
    let text = "{\((members + ["\"k1999\":0"]).joined(separator: ","))}"
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test func capsDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON(parsing: nested(64))
    #expect(throws: JSONError.self) { try JSON(parsing: nested(65)) }
    #expect(throws: JSONError.self) {
      try JSON(parsing: String(repeating: "{\"a\":", count: 1_000_000))
    }
    _ = try JSON(parsing: "[{}]", maximumDepth: 2)
    #expect(throws: JSONError.self) { try JSON(parsing: "[{}]", maximumDepth: 1) }
    _ = try JSON(parsing: "1", maximumDepth: 0)
  }

  @Test func saysWhereAndWhy() {
    let text = "{\n  \"participants\": [\n    {\"é/~\": \"ok\", \"x\": tru}\n  ]\n}"
    let error = #expect(throws: JSONError.self) { try JSON(parsing: text) }
    #expect(error?.line == 3)
    #expect(error?.column == 24)
    #expect(error?.pointer == "/participants/0/x")
    #expect(error?.reason == "A value is expected here.")
    #expect(
      error?.description == "line 3, column 24 (/participants/0/x): A value is expected here.")
  }

  @Test func saysWhereANameIsRepeated() {
    let error = #expect(throws: JSONError.self) {
      try JSON(parsing: "{\"a/b\": {\"c\": 1,\n\"c\": 2}}")
    }
    #expect(error?.pointer == "/a~1b/c")
    #expect(error?.line == 2)
    #expect(error?.column == 1)
  }

  @Test func placesAnErrorAtTheStart() {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: "") }
    #expect(error?.line == 1)
    #expect(error?.column == 1)
    #expect(error?.pointer == "")
  }
}
