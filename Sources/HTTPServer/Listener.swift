import CLinux
import Glibc

/// A listening socket; several may share one port, and the system spreads connections over them.
struct Listener {
  enum Acceptance {
    case connection(Socket, peer: String)
    case none
    /// The process has no descriptor or memory left.
    case exhausted
  }

  let descriptor: Int32
  let port: UInt16

  init(host: String, port: UInt16) throws(ServerError) {
    guard let address = SocketAddress(host: host, port: port) else {
      throw .invalidAddress(host)
    }
    descriptor = try Self.bind(address, sharesPort: true)
    guard listen(descriptor, 1024) == 0 else {
      let failure = ServerError.system("listen", errno)
      Glibc.close(descriptor)
      throw failure
    }
    let listening = descriptor
    self.port = SocketAddress.filled { getsockname(listening, $0, $1) }.address.port
  }

  /// Fails when another process has the port: a shared port would let two servers run on it
  /// unnoticed.
  static func checkIsFree(host: String, port: UInt16) throws(ServerError) {
    guard let address = SocketAddress(host: host, port: port) else {
      throw .invalidAddress(host)
    }
    Glibc.close(try bind(address, sharesPort: false))
  }

  func accept() -> Acceptance {
    while true {
      let (address, connection) = SocketAddress.filled { peer, length in
        accept4(
          descriptor, peer, length,
          Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
      }
      if connection >= 0 {
        return .connection(Socket(descriptor: connection), peer: address.host)
      }
      switch errno {
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      case EINTR, ECONNABORTED: continue
      default: return .none
      }
    }
  }

  func close() {
    Glibc.close(descriptor)
  }

  private static func bind(
    _ address: SocketAddress, sharesPort: Bool
  ) throws(ServerError) -> Int32 {
    let type =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.family, type, 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    var enabled: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &enabled, size)
    if sharesPort { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &enabled, size) }
    guard address.withPointer({ Glibc.bind(descriptor, $0, $1) }) == 0 else {
      let failure = ServerError.system("bind", errno)
      Glibc.close(descriptor)
      throw failure
    }
    return descriptor
  }
}
