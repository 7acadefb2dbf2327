import Glibc

/// Finds a port of this machine's loopback that nobody listens on.
enum FreePort {
  /// The preferred one, if it is free, so that an address stays what it was.
  static func find(preferring preferred: UInt16?) throws(LoopbackConnection.Failure) -> UInt16 {
    if let preferred, let port = try? bound(to: preferred) { return port }
    return try bound(to: 0)
  }

  private static func bound(to port: UInt16) throws(LoopbackConnection.Failure) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    defer { close(descriptor) }
    // Connections that have just ended do not keep a port from being taken again; a listener does.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = LoopbackConnection.loopback(port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw .system("bind", errno) }
    return UInt16(bigEndian: address.sin_port)
  }
}
