import CLinux
import Glibc

/// How connections to one port are spread over the sockets that share it (`SO_REUSEPORT`,
/// socket(7)).
enum PortSharing {
  /// Lets every new connection come to this process, as it takes a port over from another: what
  /// still waits in the queue of a socket is lost when that socket closes, so the other's queues
  /// must have run dry before it leaves.
  ///
  /// The system numbers the sockets of a port in the order they came; when one leaves, the last
  /// takes its number. The first of ours, behind `others`, therefore keeps its number until all
  /// others have left; then the number is none, and connections are spread over what is left.
  static func takeOver(_ listener: Listener, others: Int) throws(ServerError) {
    guard clinux_send_connections_to(listener.descriptor, UInt32(others)) == 0 else {
      throw .system("setsockopt SO_ATTACH_REUSEPORT_CBPF", errno)
    }
  }

  /// How many sockets listen on the port now, by the system's own table (proc(5)).
  static func listeners(on port: UInt16) -> Int {
    ["/proc/net/tcp", "/proc/net/tcp6"].reduce(0) { $0 + listeners(on: port, in: $1) }
  }

  private static func listeners(on port: UInt16, in table: String) -> Int {
    guard let file = fopen(table, "re") else { return 0 }
    defer { fclose(file) }
    var found = 0
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      // The columns: number, local address and port in hexadecimal, remote address, state (0A
      // listens).
      let columns = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self
      )
      .split(separator: " ")
      guard columns.count > 3, columns[3] == "0A",
        let text = columns[1].split(separator: ":").last, UInt16(text, radix: 16) == port
      else { continue }
      found += 1
    }
    return found
  }
}
