import Crypto
import Testing

@Suite struct PasswordHashTests {
  private let cheap: Scrypt.Cost

  init() throws { cheap = try Scrypt.Cost(logN: 4, blockSize: 8, parallelism: 1) }

  /// RFC 7914 §12, but for the one that takes a GiB.
  @Test(arguments: [
    (
      "", "", 4, 1, 1,
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    ),
    (
      "password", "NaCl", 10, 8, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
    (
      "pleaseletmein", "SodiumChloride", 14, 8, 1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    ),
  ])
  func publishedDerivations(
    _ password: String, _ salt: String, _ logN: Int, _ r: Int, _ p: Int, _ key: String
  ) throws {
    let derived = try Scrypt.derive(
      64, from: Array(password.utf8), salt: Array(salt.utf8),
      cost: Scrypt.Cost(logN: logN, blockSize: r, parallelism: p))
    #expect(Hex.encode(derived) == key)
  }

  @Test func aPasswordMatchesItsHashAlone() throws {
    let hash = try PasswordHash(of: "correct horse é", cost: cheap)
    let stored = try PasswordHash(stored: hash.text)
    #expect(try stored.matches("correct horse é"))
    #expect(try !stored.matches("correct horse e"))
    #expect(try !stored.matches(""))
    #expect(stored.text == hash.text)
  }

  @Test func everyHashHasASaltOfItsOwn() throws {
    let texts = try (0..<20).map { _ in try PasswordHash(of: "same", cost: cheap).text }
    #expect(Set(texts).count == 20)
  }

  @Test func theStandardCostIsWhatIsWritten() throws {
    let hash = try PasswordHash(of: "x")
    #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
    #expect(try hash.matches("x"))
    #expect(!hash.needsRehash())
    #expect(try PasswordHash(of: "x", cost: cheap).needsRehash())
  }

  /// The salt and hash of RFC 7914's third vector, hash cut to 32 bytes, as another program writes them.
  @Test func anotherProgramsTextIsUnderstood() throws {
    let hash = try PasswordHash(
      stored: "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU"
        + "$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI")
    #expect(try hash.matches("pleaseletmein"))
    #expect(hash.needsRehash())
  }

  @Test(arguments: [
    "", "$", "plain", "$argon2id$ln=4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$ln=4,r=8$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$r=8,ln=4,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$ln=04,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$ln=-4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$ln=4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$", "$scrypt$ln=4,r=8,p=1$$cCO9yzr9c0hGHAbNgf046w",
    "$scrypt$ln=4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w==",
    "$scrypt$ln=4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w$",
    " $scrypt$ln=4,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w",
  ])
  func otherTextsAreRefused(_ text: String) {
    #expect(throws: CryptoError.malformed("a scrypt PHC string")) {
      try PasswordHash(stored: text)
    }
  }

  @Test(arguments: ["ln=30,r=8,p=1", "ln=15,r=99,p=1", "ln=15,r=8,p=99", "ln=20,r=8,p=1"])
  func absurdCostsAreRefused(_ parameters: String) {
    #expect(throws: CryptoError.outOfBounds("scrypt cost")) {
      try PasswordHash(
        stored: "$scrypt$\(parameters)$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046w")
    }
  }

  @Test func theGreatestCostAllowedWorks() throws {
    let cost = try Scrypt.Cost(logN: 15, blockSize: 32, parallelism: 1)
    #expect(try Scrypt.derive(32, from: [1], salt: [2], cost: cost).count == 32)
  }
}
