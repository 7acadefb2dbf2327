import CLinux
import Glibc

/// A listening socket of one event loop.
struct Listener {
  enum Acceptance {
    case connection(Socket, peer: String)
    case none
    /// The process has no descriptor or memory left.
    case exhausted
  }

  let descriptor: Int32
  /// 0 for a Unix-domain socket.
  let port: UInt16
  /// Whether connections come from programs on this machine through the file system.
  let isUnix: Bool

  /// Takes over a listening descriptor.
  private init(listening descriptor: Int32) {
    self.descriptor = descriptor
    let address = SocketAddress.filled { getsockname(descriptor, $0, $1) }.address
    isUnix = address.family == AF_UNIX
    port = isUnix ? 0 : address.port
  }

  /// One listener for each of so many loops: sockets that share a port, over which the system
  /// spreads connections, or copies of the one descriptor that a Unix-domain or inherited socket
  /// has.
  ///
  /// `takesOver` lets every connection to a port that others listen on too come here.
  static func open(
    _ endpoint: Endpoint, count: Int, takesOver: Bool
  ) throws(ServerError) -> [Listener] {
    switch endpoint {
    case .address(let host, var port):
      let others = takesOver ? PortSharing.listeners(on: port) : 0
      var listeners: [Listener] = []
      for _ in 0..<count {
        guard let address = SocketAddress(host: host, port: port) else {
          throw .invalidAddress(host)
        }
        let listener = Listener(listening: try listening(address, sharesPort: true))
        port = listener.port
        listeners.append(listener)
      }
      if others > 0 { try PortSharing.takeOver(listeners[0], others: others) }
      return listeners
    case .unixSocket(let path):
      return try copies(of: try UnixSocketFile(path: path).listen(), count: count)
    case .inherited(let descriptor):
      guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0 else {
        throw .system("fcntl", errno)
      }
      return try copies(of: descriptor, count: count)
    }
  }

  /// Fails when another process has the port: a shared port would let two servers run on it
  /// unnoticed.
  static func checkIsFree(_ endpoint: Endpoint) throws(ServerError) {
    guard case .address(let host, let port) = endpoint, port != 0 else { return }
    guard let address = SocketAddress(host: host, port: port) else {
      throw .invalidAddress(host)
    }
    Glibc.close(try bound(address, sharesPort: false))
  }

  func accept() -> Acceptance {
    while true {
      let (address, connection) = SocketAddress.filled { peer, length in
        accept4(
          descriptor, peer, length,
          Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
      }
      if connection >= 0 {
        return .connection(Socket(descriptor: connection), peer: isUnix ? "unix" : address.host)
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

  private static func copies(of first: Int32, count: Int) throws(ServerError) -> [Listener] {
    var listeners = [Listener(listening: first)]
    while listeners.count < count {
      let copy = fcntl(first, F_DUPFD_CLOEXEC, 0)
      guard copy >= 0 else { throw .system("fcntl", errno) }
      listeners.append(Listener(listening: copy))
    }
    return listeners
  }

  /// A bound socket that listens.
  static func listening(
    _ address: SocketAddress, sharesPort: Bool
  ) throws(ServerError) -> Int32 {
    let descriptor = try bound(address, sharesPort: sharesPort)
    guard listen(descriptor, 4096) == 0 else {
      let failure = ServerError.system("listen", errno)
      Glibc.close(descriptor)
      throw failure
    }
    return descriptor
  }

  private static func bound(
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
