import Glibc

/// A client that sends exactly the bytes it is given over a real socket. Its calls block.
///
/// Unchecked: a test uses a client from one place at a time.
final class RawClient: @unchecked Sendable {
  struct Answer: Equatable {
    var status: Int
    var headers: [String: String]
    var body: String
  }

  struct Failure: Error {
    let reason: String
  }

  private let descriptor: Int32
  private var received: [UInt8] = []

  init(port: UInt16, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    bePatient()
    if var receiveBuffer {
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try connect(to: address)
  }

  /// Connects through the file system.
  init(unixSocket path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    bePatient()
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    try connect(to: address)
  }

  /// Only so that a broken server fails the test instead of hanging it.
  private func bePatient() {
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  private func connect(to address: some BitwiseCopyable) throws {
    let result = withUnsafeBytes(of: address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        Glibc.connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
    guard result == 0 else { throw Failure(reason: "connect: \(errno)") }
  }

  deinit {
    close(descriptor)
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// Sends all bytes; a server that has closed already is no failure here, its answer tells.
  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Everything until the server closes.
  func readToEnd() throws -> [UInt8] {
    while try receive() {}
    defer { received = [] }
    return received
  }

  /// Whether the server has closed and all it sent is read; waits for one or the other.
  func isAtEnd() throws -> Bool {
    if !received.isEmpty { return false }
    return try !receive()
  }

  /// Receives some bytes and forgets them; false at the end.
  func discard() throws -> Bool {
    defer { received = [] }
    return try receive()
  }

  /// The next line without CRLF.
  func readLine() throws -> String {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end].dropLast(), as: UTF8.self)
        received.removeSubrange(...end)
        return line
      }
      guard try receive() else { throw Failure(reason: "closed within a line") }
    }
  }

  /// The next response; `isToHead` expects no body whatever the fields say.
  func readAnswer(isToHead: Bool = false) throws -> Answer {
    let parts = try readLine().split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0] == "HTTP/1.1", let status = Int(parts[1]) else {
      throw Failure(reason: "not a status line: \(parts)")
    }
    var answer = Answer(status: status, headers: [:], body: "")
    while case let line = try readLine(), !line.isEmpty {
      let field = line.split(separator: ":", maxSplits: 1)
      answer.headers[String(field[0])] = String(field.count > 1 ? field[1].dropFirst() : "")
    }
    if isToHead || status < 200 || status == 204 || status == 304 { return answer }
    if answer.headers["transfer-encoding"] == "chunked" {
      while case let size = Int(try readLine(), radix: 16) ?? -1, size != 0 {
        guard size > 0 else { throw Failure(reason: "bad chunk size") }
        answer.body += try read(size)
        guard try readLine().isEmpty else { throw Failure(reason: "bad chunk end") }
      }
      guard try readLine().isEmpty else { throw Failure(reason: "trailers") }
    } else if let length = answer.headers["content-length"].flatMap({ Int($0) }) {
      answer.body = try read(length)
    } else {
      answer.body = String(decoding: try readToEnd(), as: UTF8.self)
    }
    return answer
  }

  private func read(_ count: Int) throws -> String {
    while received.count < count {
      guard try receive() else { throw Failure(reason: "closed within the body") }
    }
    defer { received.removeSubrange(..<count) }
    return String(decoding: received[..<count], as: UTF8.self)
  }

  /// Receives some more; false at the end.
  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { received += buffer[..<count] }
    if count < 0, errno == EAGAIN { throw Failure(reason: "the server said nothing") }
    return count > 0
  }
}
