import COpenSSL

/// Why a cryptographic operation was not carried out.
public enum CryptoError: Error, Hashable, CustomStringConvertible {
  /// What was to be read is not what it should be.
  case malformed(String)
  /// A cost or length beyond what this program spends.
  case outOfBounds(String)
  /// OpenSSL failed, with its reason.
  case openSSL(String)

  /// The oldest error of this thread's queue, which is emptied.
  static func last(during operation: String) -> CryptoError {
    defer { ERR_clear_error() }
    let reason = ERR_reason_error_string(ERR_get_error())
    return .openSSL("\(operation): \(reason.map { String(cString: $0) } ?? "unknown reason")")
  }

  public var description: String {
    switch self {
    case .malformed(let what): "not \(what)"
    case .outOfBounds(let what): "out of bounds: \(what)"
    case .openSSL(let reason): "OpenSSL: \(reason)"
    }
  }
}
