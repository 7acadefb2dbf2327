import Cedar
import JSON
import Testing

@Suite struct JSONOutputTests {
  static let values: [Value] = [
    true, -1, .long(.min), "", "caf\u{e9}", "cafe\u{301}", .entity(alice),
    [], [1, "1", [true], [:]], ["": 1, "a b": ["c": []], "__entity": 1, "type": "User"],
    .decimal(Value.Decimal(scaled: .min)), .decimal(Value.Decimal(scaled: -1)),
    .datetime(Value.Datetime(milliseconds: .max)), .datetime(Value.Datetime(milliseconds: .min)),
    .duration(Value.Duration(milliseconds: .min)), .duration(Value.Duration(milliseconds: 0)),
  ]

  @Test(arguments: values)
  func readingAValueGivesTheSame(value: Value) throws {
    let text = try value.json().serialised()
    #expect(try Value(json: JSON(parsing: text)) == value)
  }

  @Test(arguments: ["0.0.0.0", "10.1.2.3/8", "::", "1:2:3:4:5:6:7:8/0", "::ffff", "ff00::/128"])
  func readingAnAddressGivesTheSame(text: String) throws {
    let value = Value.ipAddress(try #require(Value.IPAddress(parsing: ExactString(text))))
    #expect(try Value(json: value.json()) == value)
  }

  @Test func extensionValuesAreCalls() throws {
    #expect(
      try Value.decimal(Value.Decimal(scaled: 15_000)).json()
        == ["__extn": ["fn": "decimal", "arg": "1.5000"]])
    #expect(
      try Value.datetime(Value.Datetime(milliseconds: 5)).json() == [
        "__extn": [
          "fn": "offset",
          "args": [
            ["__extn": ["fn": "datetime", "arg": "1970-01-01"]],
            ["__extn": ["fn": "duration", "arg": "5ms"]],
          ],
        ]
      ])
  }

  @Test(arguments: ["__entity", "__extn", "__expr"] as [ExactString])
  func aRecordThatLooksLikeAnotherFormIsRefused(name: ExactString) {
    let error = #expect(throws: DataError.self) {
      try Value.set([.set([.record(Record([(name, Value.long(1))]))])]).json()
    }
    #expect(error?.reason == "A record whose only member is \"\(name)\" has no JSON form.")
  }

  @Test func readingEntitiesGivesTheSame() throws {
    let entities = try Entities([
      Entity(
        uid: alice,
        attributes: Record(
          zip("abcdefghijklmnop", Self.values).map {
            (ExactString(String($0)), $1)
          }),
        parents: [EntityUID(type: "N::Team", id: "caf\u{e9}"), bob], tags: ["t": "x"]),
      Entity(uid: bob),
    ])
    let json = try entities.json()
    #expect(json[1] == ["uid": ["type": "User", "id": "bob"], "attrs": [:], "parents": []])
    let read = try Entities(json: JSON(parsing: json.serialised()))
    #expect(Array(read) == Array(entities))
  }

  @Test func anActionIsInActionsOnly() throws {
    let json: JSON = [
      ["uid": ["type": "Action", "id": "a"], "attrs": [:], "parents": [["type": "T", "id": "b"]]]
    ]
    let error = #expect(throws: DataError.self) { try Entities(json: json) }
    #expect(error?.description == "/0/parents/0: An action is in actions only.")
  }
}
