import Cedar
import Testing

@Suite struct EntitiesTests {
  func entity(_ id: String, in parents: String...) -> Entity {
    Entity(uid: group(id), parents: parents.map(group))
  }

  func group(_ id: String) -> EntityUID {
    EntityUID(type: "Group", id: id)
  }

  @Test func ancestryReachesThroughOthers() throws {
    let entities = try Entities([
      entity("d", in: "b", "c"), entity("b", in: "a"), entity("a", in: "outside"), entity("c"),
    ])
    for ancestor in ["a", "b", "c", "d", "outside"] {
      #expect(entities.isEntity(group("d"), in: group(ancestor)))
    }
    #expect(!entities.isEntity(group("b"), in: group("c")))
    #expect(!entities.isEntity(group("a"), in: group("b")))
    #expect(entities.isEntity(group("unknown"), in: group("unknown")))
    #expect(!entities.isEntity(group("unknown"), in: group("a")))
  }

  @Test func manyEntitiesAreFoundLikeFew() throws {
    let entities = try Entities((0..<100).map { entity("\($0)", in: "\($0 + 1)") })
    #expect(entities[group("99")]?.uid == group("99"))
    #expect(entities[group("100")] == nil)
    #expect(entities.isEntity(group("0"), in: group("100")))
    #expect(!entities.isEntity(group("50"), in: group("49")))
  }

  @Test func aLongChainIsNoProblem() throws {
    let entities = try Entities((0..<2_000).map { entity("\($0)", in: "\($0 + 1)") })
    #expect(entities.isEntity(group("0"), in: group("2000")))
  }

  @Test func aDiamondLadderTakesNoExponentialTime() throws {
    let entities = try Entities(
      (0..<200).flatMap { rung in
        ["l", "r"].map { entity("\($0)\(rung)", in: "l\(rung + 1)", "r\(rung + 1)") }
      })
    #expect(entities.isEntity(group("l0"), in: group("r200")))
  }

  @Test func cyclesAndDuplicatesAreRefused() {
    #expect(throws: EntitiesError.cycle(group("a"))) { try Entities([entity("a", in: "a")]) }
    #expect(throws: EntitiesError.self) {
      try Entities([entity("a", in: "b"), entity("b", in: "c"), entity("c", in: "a")])
    }
    #expect(throws: EntitiesError.duplicate(group("a"))) {
      try Entities([entity("a"), entity("b"), entity("a")])
    }
    #expect(throws: EntitiesError.duplicate(group("7"))) {
      try Entities((0..<20).map { entity("\($0)") } + [entity("7")])
    }
  }

  @Test func idsAreTheirBytes() throws {
    let entities = try Entities([entity("caf\u{e9}"), entity("cafe\u{301}")])
    #expect(entities.count == 2)
    #expect(entities[group("caf\u{e9}")]?.uid.id.text.utf8.count == 5)
  }
}
