import CLinux
import Glibc

/// The program that started this one and looks after it, such as systemd.
public enum ServiceManager {
  /// The listening sockets it has opened for this process (sd_listen_fds(3)), so that nobody is
  /// refused while the program starts anew; none when it has not.
  ///
  /// They are told once: a process that this one starts does not take them for its own.
  public static func takeListeningSockets() -> [Endpoint] {
    defer {
      unsetenv("LISTEN_PID")
      unsetenv("LISTEN_FDS")
      unsetenv("LISTEN_FDNAMES")
    }
    guard variable("LISTEN_PID").flatMap({ Int32($0) }) == getpid(),
      let count = variable("LISTEN_FDS").flatMap({ Int32($0) }), (1...64).contains(count)
    else { return [] }
    return (firstDescriptor..<firstDescriptor + count).map { descriptor in
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return .inherited(descriptor: descriptor)
    }
  }

  /// Says how the program is doing, `READY=1` or `STOPPING=1` (sd_notify(3)); to nobody when nobody
  /// asked.
  public static func notify(_ state: String) {
    guard let path = variable("NOTIFY_SOCKET"), let address = SocketAddress(unixSocket: path)
    else { return }
    let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(state.utf8)
    _ = address.withPointer { pointer, length in
      sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
    }
  }

  /// SD_LISTEN_FDS_START.
  private static let firstDescriptor: Int32 = 3

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
