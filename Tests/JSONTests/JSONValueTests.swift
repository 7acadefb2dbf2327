import JSON
import Testing

@Suite struct JSONValueTests {
  @Test func readsWhatItIs() {
    let value: JSON = [
      "name": "Nantes", "count": 3, "share": 0.5, "open": true, "none": nil, "list": [1, 2],
    ]
    #expect(value["name"]?.text == "Nantes")
    #expect(value["count"]?.int == 3)
    #expect(value["count"]?.double == 3)
    #expect(value["share"]?.double == 0.5)
    #expect(value["share"]?.int == nil)
    #expect(value["open"]?.bool == true)
    #expect(value["none"]?.isNull == true)
    #expect(value["absent"] == nil)
    #expect(value["list"]?.items?.count == 2)
    #expect(value["list"]?[1] == 2)
    #expect(value["list"]?[2] == nil)
    #expect(value["list"]?[-1] == nil)
    #expect(value[0] == nil)
    #expect(value["name"]?["x"] == nil)
    #expect(value.members?.map(\.key) == ["name", "count", "share", "open", "none", "list"])
  }

  @Test func equalityIsExactOnBytes() {
    #expect(JSON.string("\u{E9}") != .string("e\u{301}"))
    #expect(JSON.string("\r\n") == .string("\r\n"))
    #expect(Set<JSON>([.string("\u{E9}"), .string("e\u{301}")]).count == 2)
    #expect(JSON.integer(1) != .number(1))
  }

  @Test func objectsAreEqualInAnyOrder() {
    let one: JSON = ["a": 1, "b": [1, 2]]
    let other: JSON = ["b": [1, 2], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1, "c": [1, 2]])
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "b": [2, 1]])
  }

  @Test(arguments: [3, 15, 16, 17, 40])
  func objectKeepsOrderAndKeys(count: Int) {
    var object = JSONObject()
    for number in 0..<count {
      let isNew = object.append("k\(number)", .integer(Int64(number)))
      let isNewAgain = object.append("k\(number)", nil)
      #expect(isNew && !isNewAgain)
    }
    object["k1"] = "changed"
    object["k0"] = nil
    object["new"] = true
    object["absent"] = nil
    #expect(object.map(\.key) == (1..<count).map { "k\($0)" } + ["new"])
    #expect(object["k1"] == "changed")
    #expect(object["k0"] == nil)
    #expect(object["k\(count - 1)"]?.int == count - 1)
    #expect(object["new"] == true)
    for key in object.map(\.key) { object[key] = nil }
    #expect(object.isEmpty)
  }

  @Test func laterMemberOfALiteralReplaces() {
    #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]).map(\.value) == [3, 2])
  }

  @Test func pointers() throws {
    // The document and the pointers of RFC 6901 §5.
    let document = try JSON(
      parsing: #"""
        {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6,
         " ": 7, "m~n": 8}
        """#)
    let expected: [(String, JSON?)] = [
      ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1),
      ("/c%d", 2), ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
      ("/foo/2", nil), ("/foo/-", nil), ("/foo/01", nil), ("/foo/+1", nil), ("/foo/0/x", nil),
      ("/foo/", nil), ("/foo/99999999999999999999", nil), ("/absent", nil),
    ]
    for (text, value) in expected {
      let pointer = try #require(JSONPointer(parsing: text))
      #expect(document[pointer] == value, "\(text)")
      #expect(pointer.description == text)
    }
    for text in ["foo", "/~", "/~2", "/a~"] { #expect(JSONPointer(parsing: text) == nil) }
    #expect(JSONPointer(parsing: "/~01")?.tokens == ["~1"])
  }
}
