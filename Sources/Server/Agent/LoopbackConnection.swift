import Glibc

/// One exchange with a server on this very machine: plain HTTP never leaves it.
enum LoopbackConnection {
  enum Failure: Error, CustomStringConvertible {
    case system(String, Int32)
    case timedOut
    case tooLong

    var description: String {
      switch self {
      case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
      case .timedOut: "no answer in time"
      case .tooLong: "the answer is too long"
      }
    }
  }

  /// Bytes of one answer; above, the exchange fails.
  static let answerLimit = 8 * 1024 * 1024

  /// Sends a whole request, which must ask for the connection to be closed, and returns all that comes back.
  static func exchange(
    _ request: [UInt8], port: UInt16, within time: Duration
  ) throws(Failure) -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    defer { close(descriptor) }
    var address = loopback(port)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw .system("connect", errno) }
    let deadline = ContinuousClock.now + time
    try send(request, on: descriptor, until: deadline)
    return try receive(on: descriptor, until: deadline)
  }

  static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return address
  }

  private static func send(
    _ bytes: [UInt8], on descriptor: Int32, until deadline: ContinuousClock.Instant
  ) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      try wait(for: POLLOUT, on: descriptor, until: deadline)
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw .system("send", errno) }
      sent += count
    }
  }

  private static func receive(
    on descriptor: Int32, until deadline: ContinuousClock.Instant
  ) throws(Failure) -> [UInt8] {
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      try wait(for: POLLIN, on: descriptor, until: deadline)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw .system("recv", errno) }
      if count == 0 { return answer }
      guard answer.count + count <= answerLimit else { throw .tooLong }
      answer += buffer[..<count]
    }
  }

  private static func wait(
    for events: Int32, on descriptor: Int32, until deadline: ContinuousClock.Instant
  ) throws(Failure) {
    let left = deadline - ContinuousClock.now
    var watched = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    let milliseconds = Int32(
      clamping: left / .milliseconds(1) < 0 ? 0 : Int(left / .milliseconds(1)))
    guard poll(&watched, 1, milliseconds) == 1 else { throw .timedOut }
  }
}
