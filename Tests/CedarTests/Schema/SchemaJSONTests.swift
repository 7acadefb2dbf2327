import Cedar
import JSON
import Testing

@Suite struct SchemaJSONTests {
  @Test func bothFormsSayTheSame() throws {
    let text = try Schema(
      parsing: """
        type Money = { amount: Long, currency?: String };
        entity User in [Team] = { name: String, wallet: Money, at?: ipaddr, friends: Set<User> }
          tags decimal;
        entity Team;
        entity Level enum ["low", "high"];
        namespace N {
          action all;
          action view in all appliesTo {
            principal: User, resource: [Team, User], context: { level: Level, done: Bool },
          };
        }
        """)
    let json = try Schema(
      json: JSON(
        parsing: Array(
          """
          {
            "": {
              "commonTypes": {
                "Money": {
                  "type": "Record",
                  "attributes": {
                    "amount": { "type": "Long" },
                    "currency": { "type": "EntityOrCommon", "name": "String", "required": false }
                  }
                }
              },
              "entityTypes": {
                "User": {
                  "memberOfTypes": ["Team"],
                  "shape": {
                    "type": "Record",
                    "attributes": {
                      "name": { "type": "String", "annotations": { "doc": "first", "x": null } },
                      "wallet": { "type": "Money" },
                      "at": { "type": "Extension", "name": "ipaddr", "required": false },
                      "friends": { "type": "Set", "element": { "type": "Entity", "name": "User" } }
                    },
                    "additionalAttributes": false
                  },
                  "tags": { "type": "__cedar::decimal" }
                },
                "Team": {},
                "Level": { "enum": ["low", "high"] }
              },
              "actions": {}
            },
            "N": {
              "entityTypes": {},
              "actions": {
                "all": {},
                "view": {
                  "memberOf": [{ "id": "all" }],
                  "appliesTo": {
                    "principalTypes": ["User"],
                    "resourceTypes": ["Team", "User"],
                    "context": {
                      "type": "Record",
                      "attributes": {
                        "level": { "type": "EntityOrCommon", "name": "Level" },
                        "done": { "type": "Boolean" }
                      }
                    }
                  }
                }
              },
              "annotations": { "doc": "all of it" }
            }
          }
          """.utf8), maximumDepth: 20))
    #expect(json.entityTypes == text.entityTypes)
    #expect(json.actions == text.actions)
    let view = EntityUID(type: "N::Action", id: "view")
    #expect(json.actionEntities.isEntity(view, in: EntityUID(type: "N::Action", id: "all")))
  }

  @Test(arguments: [
    (#"[]"#, "An object is expected."),
    (#"{"a b": {}}"#, "/a b: This is no name of a namespace."),
    (#"{"": {"entityTypes": {}}}"#, "/: The member `actions` is missing."),
    (
      #"{"": {"entityTypes": {}, "actions": {}, "more": 1}}"#,
      "//more: A member of this name has no meaning here."
    ),
    (
      #"{"": {"entityTypes": {"A": {"memberOfTypes": ["B"]}}, "actions": {}}}"#,
      "//entityTypes/A/memberOfTypes/0: There is no entity type `B`."
    ),
    (
      #"{"": {"entityTypes": {"A": {"shape": {"type": "Long"}}}, "actions": {}}}"#,
      "//entityTypes/A: The shape of an entity is a record."
    ),
    (
      #"{"": {"entityTypes": {"A": {"tags": {"type": "Set"}}}, "actions": {}}}"#,
      "//entityTypes/A/tags: The member `element` is missing."
    ),
    (
      #"{"": {"entityTypes": {"A": {"tags": {"type": "Extension", "name": "Long"}}}, "actions": {}}}"#,
      "//entityTypes/A/tags/name: There is no extension type of this name."
    ),
    (
      #"{"": {"entityTypes": {"A": {"enum": ["a"], "tags": {"type": "Long"}}}, "actions": {}}}"#,
      "//entityTypes/A/tags: A member of this name has no meaning here."
    ),
    (
      #"{"": {"entityTypes": {}, "actions": {"a": {"attributes": {}}}}}"#,
      "//actions/a/attributes: Attributes of actions are not supported."
    ),
    (
      #"{"": {"commonTypes": {"T": {"type": "T"}}, "entityTypes": {}, "actions": {}}}"#,
      "//commonTypes/T/type: The type `T` contains itself."
    ),
    (
      #"{"": {"entityTypes": {}, "actions": {"a": {"memberOf": [{"id": "b"}]}}}}"#,
      "//actions/a/memberOf/0: There is no action Action::\"b\"."
    ),
    (
      #"{"": {"entityTypes": {"A": {"shape": {"type": "Record", "attributes": {}, "additionalAttributes": true}}}, "actions": {}}}"#,
      "//entityTypes/A/shape/additionalAttributes: Records have no further attributes: only `false` can stand here."
    ),
  ])
  func mistakesAreNamed(text: String, message: String) throws {
    let json = try JSON(parsing: Array(text.utf8), maximumDepth: 20)
    let error = #expect(throws: DataError.self) { try Schema(json: json) }
    #expect(error?.description == message)
  }
}
