import COpenSSL

/// Bytes nobody can guess, from OpenSSL's generator seeded by the system.
public enum SecureRandom {
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      // Going on with bytes that can be guessed would be worse than stopping.
      precondition(RAND_bytes(bytes.baseAddress, Int32(count)) == 1, "no randomness")
      filled = count
    }
  }
}
