import Testing

@testable import Portal

@Suite("Reading CSV")
struct CSVReaderTests {
  private func read(
    _ bytes: [UInt8], limits: CSVReader.Limits = CSVReader.Limits()
  ) throws -> [[CSVField]] {
    var reader = CSVReader(bytes, limits: limits)
    var records: [[CSVField]] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func texts(_ text: String) throws -> [[String]] {
    try read(Array(text.utf8)).map { $0.map(\.text) }
  }

  @Test(
    "what it makes of a text",
    arguments: [
      ("", []),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a\rb", [["a"], ["b"]]),
      ("\u{feff}a,b", [["a", "b"]]),
      ("a,,\n", [["a", "", ""]]),
      ("\"\",x", [["", "x"]]),
      ("\"a,b\",\"say \"\"yes\"\"\"", [["a,b", "say \"yes\""]]),
      ("\"two\r\nlines\",x\r\n", [["two\r\nlines", "x"]]),
      ("\n\r\na\n\n\nb\n\n", [["a"], ["b"]]),
      ("e\u{301},é", [["e\u{301}", "é"]]),
    ] as [(String, [[String]])])
  func records(_ text: String, _ wanted: [[String]]) throws {
    let read = try texts(text)
    #expect(read.map { $0.map { Array($0.utf8) } } == wanted.map { $0.map { Array($0.utf8) } })
  }

  @Test("each field knows its line and character")
  func places() throws {
    let records = try read(Array("\u{feff}é,b\r\n\"x\r\ny\",\"z\"\nlast,œuf,c".utf8))
    let places = records.map { $0.map { "\($0.place)" } }
    #expect(places == [["1:1", "1:3"], ["2:1", "3:4"], ["4:1", "4:6", "4:10"]])
  }

  @Test(
    "what is no CSV is refused with its place",
    arguments: [
      ("a,b\"c", .strayQuote, 1, 4), ("a\n\"b\"c", .textAfterQuote, 2, 4),
      ("a,\"b\nc", .unclosedQuote, 1, 3), ("a,b,c,d,e", .tooManyFields(4), 1, 9),
      ("abc,\"0123456789\"", .fieldTooLong(8), 1, 5),
    ] as [(String, CSVError.Problem, Int, Int)])
  func errors(_ text: String, _ problem: CSVError.Problem, _ line: Int, _ column: Int) {
    let error = #expect(throws: CSVError.self) {
      try read(Array(text.utf8), limits: CSVReader.Limits(fields: 4, fieldBytes: 8))
    }
    #expect(error == CSVError(problem, at: CSVPlace(line: line, column: column)))
  }

  @Test("bytes that are no UTF-8 are refused, not repaired")
  func encoding() {
    let error = #expect(throws: CSVError.self) {
      try read(Array("a\nb,".utf8) + [0xe9, 0x74, 0xe9])
    }
    #expect(error == CSVError(.notUTF8, at: CSVPlace(line: 2, column: 3)))
  }

  @Test("what is written is read back")
  func roundTrip() throws {
    let values = ["", "plain", " blank ", "a,b", "\"", "\"\"", "two\r\nlines", "\n", "œ’é"]
    let text = CSVWriter.line(values) + CSVWriter.line(["x"])
    #expect(try texts(text) == [values, ["x"]])
    #expect(CSVWriter.line(["a", "b c", "d,e", "f\"g"]) == "a,b c,\"d,e\",\"f\"\"g\"\r\n")
  }

  @Test("random bytes never do more than fail")
  func noise() {
    var seed: UInt64 = 42
    let alphabet = Array("a,\"\r\n é".utf8) + [0xff, 0x00]
    for _ in 0..<5_000 {
      var bytes: [UInt8] = []
      for _ in 0..<24 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(seed >> 33) % alphabet.count])
      }
      _ = try? read(bytes)
    }
  }
}
