import Crypto
import Testing

@Suite struct Ed25519Tests {
  struct Vector: Sendable { let secret, open, message, signature: String }

  /// RFC 8032 §7.1, tests 1 to 3.
  static let published = [
    Vector(
      secret: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      open: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    Vector(
      secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      open: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
        + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    Vector(
      secret: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      open: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
        + "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
  ]

  @Test(arguments: published)
  func publishedSignatures(_ vector: Vector) throws {
    let message = try #require(Hex.decode(vector.message))
    let key = try Ed25519.PrivateKey(raw: #require(Hex.decode(vector.secret)))
    #expect(Hex.encode(key.publicKey.raw) == vector.open)
    let signature = try key.sign(message)
    #expect(Hex.encode(signature) == vector.signature)
    #expect(try key.publicKey.isValid(signature, for: message))
  }

  @Test func anyChangeMakesASignatureFalse() throws {
    let key = try Ed25519.PrivateKey()
    let message = Array("hand over 4 vCPU".utf8)
    let signature = try key.sign(message)
    for index in signature.indices {
      var changed = signature
      changed[index] ^= 1
      #expect(try !key.publicKey.isValid(changed, for: message))
    }
    #expect(try !key.publicKey.isValid(signature, for: message + [0]))
    #expect(try !key.publicKey.isValid(Array(signature.dropLast()), for: message))
    #expect(try !key.publicKey.isValid([], for: message))
    #expect(try !Ed25519.PrivateKey().publicKey.isValid(signature, for: message))
  }

  @Test func keysSurviveAsPEM() throws {
    let key = try Ed25519.PrivateKey()
    #expect(try key.pem().hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(try Ed25519.PrivateKey(pem: key.pem()).raw == key.raw)
    #expect(try key.publicKey.pem().hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
    #expect(try Ed25519.PublicKey(pem: key.publicKey.pem()) == key.publicKey)
  }

  /// RFC 8410 §10.3 and §10.1.
  @Test func publishedPEMIsUnderstood() throws {
    let key = try Ed25519.PrivateKey(
      pem: """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """)
    let open = try Ed25519.PublicKey(
      pem: """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """)
    #expect(key.publicKey == open)
  }

  @Test func whatIsNoKeyIsRefused() {
    for raw: [UInt8] in [[], [UInt8](repeating: 1, count: 31), [UInt8](repeating: 1, count: 33)] {
      #expect(throws: CryptoError.self) { try Ed25519.PrivateKey(raw: raw) }
      #expect(throws: CryptoError.self) { try Ed25519.PublicKey(raw: raw) }
    }
    // A key on another curve (X25519), one that is encrypted, and none at all.
    for pem in [
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VuBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """, Self.encrypted, "", "-----BEGIN PRIVATE KEY-----\n",
    ] {
      #expect(throws: CryptoError.malformed("an Ed25519 private key in PEM")) {
        try Ed25519.PrivateKey(pem: pem)
      }
    }
  }

  /// `openssl genpkey -algorithm ed25519 -aes-256-cbc -pass pass:x`
  private static let encrypted = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjsZvb8f5SbjAICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEDFXWkuUSdHOIy4QsyZkdMoEQCmr
    AQ52WqX+TBqr2m1wswsJwbZjqH3AY+hHRsFQXmhRFmxtYPH/dUvoqITRSamysN2Y
    FWMEBr32fDzbGOI+U0A=
    -----END ENCRYPTED PRIVATE KEY-----
    """

  @Test func printingAKeyShowsNothing() throws {
    let key = try Ed25519.PrivateKey()
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains(String(key.raw[0]) + ", ") && text.utf8.count < 60)
    }
  }
}
