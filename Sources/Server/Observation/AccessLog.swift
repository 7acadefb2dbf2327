import Foundation
import HTTP
import HTTPServer
import JSON
import Portal

/// Writes a line of JSON for each exchange: who asked what and how it went, never what was sent.
///
/// Lines are gathered and written four times a second, so that a slow disk holds nobody up; what a disk does not take
/// for a long time is counted and let go.
final class AccessLog: Sendable {
  private struct State {
    var lines: [UInt8] = []
    var lost = 0
  }

  private static let limit = 8 * 1024 * 1024

  private let path: String
  private let clock: @Sendable () -> Instant
  private let state = Lock(State())
  private let file: Lock<FileHandle>

  /// `path` is `-` for standard output. Throws when the file cannot be written.
  init(path: String, clock: @escaping @Sendable () -> Instant) throws {
    self.path = path
    self.clock = clock
    file = Lock(try Self.open(path))
  }

  func write(_ exchange: Exchange) {
    var line: JSONObject = [
      "time": .string(clock().rfc3339), "id": .string(exchange.id.description),
      "peer": .string(exchange.peer), "secure": .bool(exchange.isSecure),
    ]
    if let question = exchange.question {
      line["method"] = .string(question.method.name)
      line["path"] = .string(question.path)
    }
    if let route = exchange.route { line["route"] = .string(route) }
    line["status"] = .integer(Int64(exchange.status.code))
    line["microseconds"] = .integer(Int64(exchange.microseconds))
    line["received"] = .integer(Int64(exchange.received))
    line["sent"] = .integer(Int64(exchange.sent))
    if !exchange.isComplete { line["broken"] = true }
    let bytes = JSON.object(line).serialised()
    state.withLock { state in
      if state.lines.count + bytes.count > Self.limit {
        state.lost += 1
      } else {
        state.lines += bytes
        state.lines.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// Writes on until it is cancelled, and then what is left.
  func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(250))
      flush()
    }
  }

  /// Goes on in a new file of the same name: the old one has been moved away.
  func reopen() throws {
    flush()
    let fresh = try Self.open(path)
    file.withLock { $0 = fresh }
  }

  private func flush() {
    let (lines, lost) = state.withLock { state in
      defer { state = State() }
      return (state.lines, state.lost)
    }
    file.withLock { file in
      try? file.write(contentsOf: lines)
      if lost > 0 { try? file.write(contentsOf: Data("{\"lost\":\(lost)}\n".utf8)) }
    }
  }

  private static func open(_ path: String) throws -> FileHandle {
    if path == "-" { return .standardOutput }
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw Failure(Text(verbatim: "--access-log \(path): \(reason)"))
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
