import COpenSSL

/// The password-based key derivation scrypt (RFC 7914).
public enum Scrypt {
  /// What one derivation costs: 128 · N · r bytes of memory, and time in proportion to N · r · p.
  public struct Cost: Hashable, Sendable {
    /// The binary logarithm of N.
    public let logN: Int
    /// r
    public let blockSize: Int
    /// p
    public let parallelism: Int

    /// N = 2¹⁵, r = 8, p = 1: 32 MiB and about a tenth of a second.
    public static let standard = Cost(known: 15, 8, 1)

    private static let memoryLimit = 128 << 20

    /// Throws beyond 128 MiB or p = 16, so that no stored text can wear the machine out.
    public init(logN: Int, blockSize: Int, parallelism: Int) throws {
      guard (1...20).contains(logN), (1...32).contains(blockSize), (1...16).contains(parallelism),
        128 * blockSize << logN <= Self.memoryLimit
      else { throw CryptoError.outOfBounds("scrypt cost") }
      self.init(known: logN, blockSize, parallelism)
    }

    private init(known logN: Int, _ blockSize: Int, _ parallelism: Int) {
      self.logN = logN
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// All that OpenSSL allocates: the table, and one block per lane and two more.
    fileprivate var memory: UInt64 {
      UInt64(128 * blockSize << logN) + UInt64(128 * blockSize * (parallelism + 2))
    }
  }

  /// Derives `count` bytes. Blocks the calling thread.
  public static func derive(
    _ count: Int, from password: [UInt8], salt: [UInt8], cost: Cost
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { key, filled in
      let result = password.withUnsafeBytes { password in
        EVP_PBE_scrypt(
          password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt,
          salt.count, 1 << UInt64(cost.logN), UInt64(cost.blockSize), UInt64(cost.parallelism),
          cost.memory, key.baseAddress, count)
      }
      guard result == 1 else { throw CryptoError.last(during: "scrypt") }
      filled = count
    }
  }
}
