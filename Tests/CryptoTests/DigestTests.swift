import Crypto
import Testing

@Suite struct DigestTests {
  /// FIPS 180-4, as published by NIST with its examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedDigests(_ message: String, _ digest: String) {
    #expect(Hex.encode(Digest.sha256(Array(message.utf8))) == digest)
  }

  @Test func aMessageInPartsHasTheDigestOfTheWhole() {
    var sha256 = SHA256()
    for _ in 0..<1_000 { sha256.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000)) }
    sha256.update([])
    let digest = Hex.encode(sha256.finish())
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// RFC 4231 §4.2, 4.3, 4.4, 4.7.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func publishedCodes(_ key: [UInt8], _ message: [UInt8], _ code: String) {
    #expect(Hex.encode(HMAC.sha256(key: key, message: message)) == code)
  }

  @Test func anEmptyKeyIsAKey() {
    #expect(
      Hex.encode(HMAC.sha256(key: [], message: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func secretsAreComparedWhole() {
    #expect(constantTimeEquals([], []))
    #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEquals([0, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
  }

  @Test func randomBytesDiffer() {
    #expect(SecureRandom.bytes(0).isEmpty)
    #expect(Set((0..<1_000).map { _ in SecureRandom.bytes(16) }).count == 1_000)
    // Every bit is set at times and clear at times.
    let bytes = SecureRandom.bytes(10_000)
    #expect(bytes.reduce(0, |) == 255 && bytes.reduce(255, &) == 0)
  }
}
