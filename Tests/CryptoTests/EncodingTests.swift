import Crypto
import Testing

@Suite struct EncodingTests {
  /// RFC 4648 §10, without the padding.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ])
  func publishedBase64(_ plain: String, _ text: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == text)
    #expect(Base64URL.decode(text) == Array(plain.utf8))
  }

  @Test func base64HasItsOwnLastDigits() {
    #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
    #expect(Base64URL.decode("-_8") == [0xfb, 0xff])
  }

  @Test(arguments: ["Zg==", "Zg=", "Z", "Zh", "Zm9", "Zm9v ", "Zm\n9v", "+/8", "Zmé", "Zm9vY"])
  func base64IsStrict(_ text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test func whatOtherProgramsWriteIsReadWhereItMayBe() {
    for text in ["-_8", "+/8", "+/8=", "-_\n8\n", "+_8="] {
      #expect(Base64URL.decodeLeniently(text) == [0xfb, 0xff])
    }
    for text in ["+/9", "+/8 ", "é", "+"] { #expect(Base64URL.decodeLeniently(text) == nil) }
  }

  @Test func everyByteComesBack() {
    let bytes = Array(UInt8.min...UInt8.max)
    for count in 0...bytes.count {
      let part = Array(bytes.suffix(count))
      #expect(Base64URL.decode(Base64URL.encode(part)) == part)
      #expect(Hex.decode(Hex.encode(part)) == part)
    }
  }

  @Test func hexIsStrict() {
    #expect(Hex.encode([0x00, 0x9f, 0xa0, 0xff]) == "009fa0ff")
    #expect(Hex.decode("00Ff") == [0x00, 0xff])
    for text in ["0", "0g", " 00", "0x00", "é"] { #expect(Hex.decode(text) == nil) }
  }
}
