import Cedar
import JSON
import Testing

@Suite struct JSONFormTests {
  @Test func valuesHaveTheirKinds() throws {
    let record = try Record(
      json: JSON(
        parsing: """
          {"b": true, "l": -1, "s": "x", "set": [1, 1, "1"], "r": {"": {}},
           "e": {"__entity": {"type": "N::User", "id": ""}},
           "d": {"__extn": {"fn": "decimal", "arg": "1.5"}},
           "t": {"__extn": {"fn": "offset", "args": [
             {"__extn": {"fn": "datetime", "arg": "1970-01-01"}},
             {"__extn": {"fn": "duration", "arg": "1s"}}]}}}
          """))
    #expect(
      record == [
        "b": true, "l": -1, "s": "x", "set": ["1", 1], "r": ["": [:]],
        "e": .entity(EntityUID(type: "N::User", id: "")),
        "d": .decimal(Value.Decimal(scaled: 15_000)),
        "t": .datetime(Value.Datetime(milliseconds: 1_000)),
      ])
  }

  @Test(arguments: [
    (#"{"a": null}"#, "/a: There is no null in Cedar."),
    (#"{"a": [1.0]}"#, "/a/0: Numbers have no fraction and fit into 64 bits."),
    (#"{"a": 9223372036854775808}"#, "/a: Numbers have no fraction and fit into 64 bits."),
    (#"{"a": {"__entity": {"type": "User"}}}"#, "/a/__entity: The member `id` is missing."),
    (
      #"{"a": {"__entity": {"type": "User ", "id": ""}}}"#,
      "/a/__entity/type: This is no name of an entity type."
    ),
    (
      #"{"a": {"__entity": {"type": "A::in", "id": ""}}}"#,
      "/a/__entity/type: This is no name of an entity type."
    ),
    (
      #"{"a": {"__entity": {"type": "A", "id": "", "x": 1}}}"#,
      "/a/__entity/x: A member of this name has no meaning here."
    ),
    (
      #"{"a": {"__extn": {"fn": "x", "arg": 1}}}"#,
      "/a/__extn/fn: There is no function of this name."
    ),
    (
      #"{"a": {"__extn": {"fn": "ip", "arg": "x"}}}"#,
      "/a/__extn: \"x\" is no well-formed argument of `ip`."
    ),
    (
      #"{"a": {"__extn": {"fn": "ip", "args": ["::", "::"]}}}"#,
      "/a/__extn: `ip` cannot be applied to (String, String)."
    ),
    (#"{"a": {"__expr": "1"}}"#, "/a: `__expr` is no longer supported."),
    ("[]", "An object is expected."),
  ])
  func mistakesAreNamed(text: String, message: String) throws {
    let json = try JSON(parsing: text)
    let error = #expect(throws: DataError.self) { try Record(json: json) }
    #expect(error?.description == message)
  }

  @Test func entitiesAreRead() throws {
    let entities = try Entities(
      json: JSON(
        parsing: """
          [{"uid": {"__entity": {"type": "User", "id": "alice"}}, "attrs": {"age": 7},
            "parents": [{"type": "Team", "id": "a"}], "tags": {"t": "x"}},
           {"uid": {"type": "Team", "id": "a"}, "attrs": {}, "parents": []}]
          """))
    #expect(entities.count == 2)
    #expect(entities[alice]?.attributes["age"] == 7)
    #expect(entities[alice]?.tags["t"] == "x")
    #expect(entities.isEntity(alice, in: EntityUID(type: "Team", id: "a")))
  }

  @Test(arguments: [
    (#"[{"uid": {"type": "A", "id": ""}, "attrs": {}}]"#, "/0: The member `parents` is missing."),
    (
      #"[{"uid": {"type": "A", "id": ""}, "attrs": {}, "parents": [], "x": 1}]"#,
      "/0/x: A member of this name has no meaning here."
    ),
    (
      #"[{"uid": {"type": "A", "id": ""}, "attrs": {}, "parents": [{"type": "A", "id": ""}]}]"#,
      "The entity A::\"\" is in itself through its parents."
    ),
  ])
  func mistakesInEntitiesAreNamed(text: String, message: String) throws {
    let json = try JSON(parsing: text)
    let error = #expect(throws: DataError.self) { try Entities(json: json) }
    #expect(error?.description == message)
  }

  @Test func aSchemaTellsWhatShortFormsMean() throws {
    let schema = try Schema(
      parsing: """
        entity User = { home: ipaddr, friends: Set<User>, born: { on: datetime }, name: String }
          tags decimal;
        """)
    let entity = try Entity(
      json: JSON(
        parsing: """
          {"uid": {"type": "User", "id": "alice"}, "parents": [], "tags": {"score": "1.5"},
           "attrs": {"home": "::1", "friends": [{"type": "User", "id": "bob"}],
                     "born": {"on": {"fn": "datetime", "arg": "1970-01-01"}}, "name": "::1"}}
          """), schema: schema)
    #expect(entity.attributes["home"]?.kind == .ipAddress)
    #expect(entity.attributes["friends"] == [.entity(bob)])
    #expect(entity.attributes["born"] == ["on": .datetime(Value.Datetime(milliseconds: 0))])
    #expect(entity.attributes["name"] == "::1")
    #expect(entity.tags["score"] == .decimal(Value.Decimal(scaled: 15_000)))
  }
}
