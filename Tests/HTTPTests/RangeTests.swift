import HTTP
import Testing

@Suite struct RangeTests {
  private static let tag = ETag(version: 7)
  private static let modified: Int64 = 784_111_777

  private static func range(
    _ field: String, of length: Int = 10, _ method: HTTP.Method = .get,
    ifRange: String? = nil
  ) throws -> RequestedRange {
    var headers = Headers([.range: field])
    if let ifRange { headers.add(.ifRange, ifRange) }
    return try Request(method, "/", headers: headers)
      .range(of: length, tag: tag, modified: modified)
  }

  /// RFC 9110 §14.1.2, over ten bytes.
  @Test(
    arguments: [
      ("bytes=0-0", 0..<1), ("bytes=2-5", 2..<6), ("bytes=9-9", 9..<10), ("bytes=0-9", 0..<10),
      ("bytes=4-", 4..<10), ("bytes=4-99", 4..<10), ("bytes=-3", 7..<10), ("bytes=-99", 0..<10),
      ("BYTES=1-2", 1..<3), ("bytes= 1-2 ", 1..<3), ("bytes=,1-2,", 1..<3), ("bytes=001-2", 1..<3),
      ("bytes=1-99999999999999999999999999", 1..<10),
      ("bytes=-99999999999999999999999999", 0..<10),
    ])
  func satisfiable(_ field: String, _ expected: Range<Int>) throws {
    #expect(try Self.range(field) == .part(expected))
  }

  @Test(arguments: ["bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999-"])
  func unsatisfiable(_ field: String) throws {
    #expect(try Self.range(field) == .unsatisfiable)
  }

  /// §14.2: what is malformed or of an unknown unit is as if it were not there; several ranges may
  /// be.
  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=5-2", "bytes=1-2-3",
    "bytes=+1-2", "bytes=1 - 2", "bytes=0x1-2", "bytes =1-2", "lines=1-2", "bytes=1-2, 4-5",
    "bytes=1-2, x", "bytes=1-2, bytes=4-5", "bytes=--1", "bytes=1-２",
  ])
  func ignored(_ field: String) throws {
    #expect(try Self.range(field) == .whole)
  }

  @Test func onlyForGet() throws {
    for method: HTTP.Method in [.head, .post, .put] {
      #expect(try Self.range("bytes=0-0", method) == .whole)
    }
    #expect(try Request(.get, "/").range(of: 1, tag: Self.tag, modified: 0) == .whole)
  }

  @Test func ofNothing() throws {
    #expect(try Self.range("bytes=0-", of: 0) == .unsatisfiable)
    #expect(try Self.range("bytes=-1", of: 0) == .whole)
  }

  /// §13.1.5: a strong tag, or the very date.
  @Test(
    arguments: [
      ("\"7\"", true), ("\"6\"", false), ("W/\"7\"", false), ("\"7\", \"7\"", false),
      ("*", false), ("7", false), ("Sun, 06 Nov 1994 08:49:37 GMT", true),
      ("Sun, 06 Nov 1994 08:49:38 GMT", false), ("Sun, 06 Nov 1994 08:49:36 GMT", false),
      ("Sunday, 06-Nov-94 08:49:37 GMT", false),
    ])
  func onlyOfWhatIsUnchanged(_ condition: String, _ isMet: Bool) throws {
    #expect(try Self.range("bytes=0-0", ifRange: condition) == (isMet ? .part(0..<1) : .whole))
  }
}
