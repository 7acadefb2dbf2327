/// A password as it is stored: salted, derived by scrypt, written as a PHC string
/// (github.com/P-H-C/phc-string-format): `$scrypt$ln=15,r=8,p=1$salt$hash`, base 64 without padding.
public struct PasswordHash: Sendable {
  public let cost: Scrypt.Cost
  private let salt: [UInt8]
  private let hash: [UInt8]

  private static let base64 = UnpaddedBase64(lastDigits: "+/")

  /// Hashes a new password with 16 random bytes of salt. Blocks the calling thread for as long as the cost says.
  public init(of password: String, cost: Scrypt.Cost = .standard) throws {
    self.cost = cost
    salt = SecureRandom.bytes(16)
    hash = try Scrypt.derive(32, from: Array(password.utf8), salt: salt, cost: cost)
  }

  /// Reads a stored one; throws where it is no such text or costs too much to check.
  public init(stored text: String) throws {
    let malformed = CryptoError.malformed("a scrypt PHC string")
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { throw malformed }
    let parameters = parts[2].split(separator: ",", omittingEmptySubsequences: false)
    guard parameters.count == 3,
      let logN = Self.number("ln=", in: parameters[0]),
      let blockSize = Self.number("r=", in: parameters[1]),
      let parallelism = Self.number("p=", in: parameters[2]),
      let salt = Self.base64.decode(String(parts[3])), (8...64).contains(salt.count),
      let hash = Self.base64.decode(String(parts[4])), (16...64).contains(hash.count)
    else { throw malformed }
    cost = try Scrypt.Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
    self.salt = salt
    self.hash = hash
  }

  /// What to store.
  public var text: String {
    let parameters = "ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
    return "$scrypt$\(parameters)$\(Self.base64.encode(salt))$\(Self.base64.encode(hash))"
  }

  /// Whether this is the password's hash. Blocks as hashing does, and takes as long for a wrong one.
  public func matches(_ password: String) throws -> Bool {
    let candidate = try Scrypt.derive(
      hash.count, from: Array(password.utf8), salt: salt, cost: cost)
    return constantTimeEquals(candidate, hash)
  }

  /// Whether the password should be hashed anew, now that it is at hand, to have the cost asked for today.
  public func needsRehash(for wanted: Scrypt.Cost = .standard) -> Bool {
    cost != wanted || salt.count < 16 || hash.count < 32
  }

  /// A decimal number of at most two digits after its name.
  private static func number(_ name: String, in parameter: Substring) -> Int? {
    guard parameter.hasPrefix(name) else { return nil }
    let digits = parameter.utf8.dropFirst(name.utf8.count)
    guard (1...2).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.first != 0x30
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
