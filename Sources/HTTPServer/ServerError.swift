import Glibc

/// Why a server cannot start.
public enum ServerError: Error, Equatable, CustomStringConvertible {
  /// The host is no numeric IPv4 or IPv6 address.
  case invalidAddress(String)
  /// A system call failed with an `errno`, as `bind` does when the port is taken.
  case system(String, Int32)
  /// A server runs once.
  case alreadyRun

  public var description: String {
    switch self {
    case .invalidAddress(let host): "`\(host)` is not an IPv4 or IPv6 address"
    case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
    case .alreadyRun: "the server has already been run"
    }
  }
}
