import Testing

@testable import Portal

@Suite("Sets of library entries")
struct EntrySetTests {
  /// Deterministic numbers, some near the ends of words and blocks.
  private static let numbers: [Int] = {
    var seed: UInt64 = 7
    return [1, 63, 64, 32_767, 32_768, 65_536]
      + (0..<400).map { _ in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 40) % 100_000
      }
  }()

  @Test("agrees with Swift's own sets")
  func operations() {
    let all = Self.numbers
    let (left, right) = (Set(all.prefix(250)), Set(all.dropFirst(150)))
    var union = EntrySet(left)
    union.formUnion(EntrySet(right))
    var both = EntrySet(left)
    both.formIntersection(EntrySet(right))
    #expect(union.count == left.union(right).count)
    #expect(both.count == left.intersection(right).count)
    #expect(EntrySet(left).intersectionCount(EntrySet(right)) == both.count)
    for number in 0..<100_000 where union.contains(number) || both.contains(number) {
      #expect(union.contains(number) == left.union(right).contains(number))
      #expect(both.contains(number) == left.intersection(right).contains(number))
    }
    var none = EntrySet([5])
    none.formIntersection(EntrySet())
    #expect(none.count == 0)
  }

  @Test("is stored in blocks and put together again")
  func blocks() {
    var stored: [Int: [UInt8]] = [:]
    for number in Self.numbers {
      let block = EntrySet.block(of: number)
      stored[block] = EntrySet.block(stored[block] ?? [], setting: number, to: true)
    }
    var set = EntrySet()
    for (block, bytes) in stored { set.place(bytes, block: block) }
    #expect(stored.values.allSatisfy { $0.count <= 4096 && $0.count.isMultiple(of: 8) })
    #expect(set.count == Set(Self.numbers).count)
    #expect(Self.numbers.allSatisfy(set.contains))

    let cleared = EntrySet.block(stored[0] ?? [], setting: 63, to: false)
    var without = EntrySet()
    without.place(cleared, block: 0)
    #expect(!without.contains(63))
    #expect(without.contains(64))
  }
}

@Suite("Words looked for in the library")
struct LibrarySearchTests {
  @Test(
    "become quoted words, the last one open",
    arguments: [
      ("eau", "\"eau\"*"), ("  fuites d’eau ", "\"fuites\" \"d\" \"eau\"*"),
      ("co-construction", "\"co\" \"construction\"*"), ("plan b", "\"plan\" \"b\""),
      ("a\" OR title:x* NEAR(", "\"a\" \"OR\" \"title\" \"x\" \"NEAR\"*"),
      ("Œuvre", "\"Oeuvre\"*"), ("cœur^2", "\"coeur\" \"2\""),
    ])
  func match(_ text: String, _ wanted: String) {
    #expect(LibrarySearch(text)?.match == wanted)
  }

  @Test("nothing but signs is no search", arguments: ["", " ", "\"\"", "*", "-'’", "()"])
  func none(_ text: String) {
    #expect(LibrarySearch(text) == nil)
  }

  @Test("is bounded")
  func bounded() {
    let match = LibrarySearch(String(repeating: "ab ", count: 10_000))?.match
    #expect(match?.split(separator: " ").count == LibrarySearch.maximumWords)
  }
}
