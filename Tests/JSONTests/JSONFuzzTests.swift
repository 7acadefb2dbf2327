import JSON
import Testing

/// SplitMix64: the same numbers on every run.
private struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct JSONFuzzTests {
  /// Whatever the bytes, reading ends in a value or an error; a value survives writing and reading
  /// again.
  private func check(_ bytes: [UInt8]) throws {
    guard let value = try? JSON(parsing: bytes) else { return }
    for pretty in [false, true] {
      #expect(try JSON(parsing: value.serialised(pretty: pretty, embeddable: pretty)) == value)
    }
  }

  @Test func randomBytes() throws {
    var random = FixedRandom(state: 1)
    let alphabet = Array("{}[]\",:\\u0D8dDcC19-+.eE tfn\u{E9}".utf8) + [0x00, 0x80, 0xFF]
    for round in 0..<20_000 {
      let length = Int.random(in: 0..<24, using: &random)
      try check(
        (0..<length).map { _ in
          round.isMultiple(of: 2)
            ? alphabet[Int.random(in: alphabet.indices, using: &random)]
            : UInt8.random(in: .min ... .max, using: &random)
        })
    }
  }

  @Test func mutatedDocuments() throws {
    var random = FixedRandom(state: 2)
    let document = Array(
      #"{"a":[1,-2.5e3,true,null,"é\n\uD83D\uDE00"],"b":{"c":{"d":[[],{}]}},"e":"","f":12345678901234567890}"#
        .utf8)
    #expect((try? JSON(parsing: document)) != nil)
    for _ in 0..<20_000 {
      var bytes = document
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let position = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(document[position % document.count], at: position)
        default: bytes.removeSubrange(position..<min(bytes.count, position + 5))
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: "0")] }
      }
      try check(bytes)
    }
  }

  @Test func everyPrefixOfADocumentIsRefused() {
    let document = Array(#"{"a":[1,true,null,"\u00e9\\"],"b":{"c":-1.5e3}}"#.utf8)
    for length in 0..<document.count {
      #expect(throws: JSONError.self) { try JSON(parsing: Array(document.prefix(length))) }
    }
  }

  @Test func numbersSurvive() throws {
    var random = FixedRandom(state: 3)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      let integer = Int64(bitPattern: random.next())
      if number.isFinite {
        #expect(try JSON(parsing: JSON.number(number).serialised()) == .number(number))
      }
      #expect(try JSON(parsing: JSON.integer(integer).serialised()) == .integer(integer))
    }
  }
}
