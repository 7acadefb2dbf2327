import Crypto
import Glibc
import HTTP
import HTTPServer

/// The server kit alone, as the portal uses it: `/plain` gives a text, every other path a file of the folder; every
/// answer carries the standard fields and leaves a line for a log. `ServerMeasure FOLDER PORT [CERTIFICATE KEY]`.
@main struct ServerMeasure {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 || arguments.count == 5, let port = UInt16(arguments[2]) else {
      print("usage: ServerMeasure FOLDER PORT [CERTIFICATE KEY]")
      exit(2)
    }
    let log = LineLog()
    var configuration = Configuration(port: port, threads: 2)
    configuration.onExchange = { log.write($0) }
    if arguments.count == 5 {
      configuration.tls = try TLSContext(certificateFile: arguments[3], keyFile: arguments[4])
    }
    try await Server(configuration, handler: Files(folder: try PublicFolder(arguments[1]))).run()
  }
}

/// Answers with a text or a file.
private struct Files: Handler {
  let folder: PublicFolder

  func bodyPlan(for request: Request) -> BodyPlan { BodyPlan(bytes: 0) }

  func respond(to request: Request) async -> Response {
    if request.segments == ["plain"] { return .text("Hello, World!") }
    return folder.response(to: request, for: request.segments[...]) ?? Response(.notFound)
  }
}

/// What an access log costs up to the disk: a line for each exchange, gathered from all threads.
private final class LineLog: Sendable {
  private let lines = Lock<[UInt8]>([])

  func write(_ exchange: Exchange) {
    let path = exchange.question?.path ?? "-"
    let figures = "\(exchange.status.code) \(exchange.sent) \(exchange.microseconds)"
    let line = "\(exchange.peer) \(path) \(figures)\n"
    lines.withLock { lines in
      lines += line.utf8
      if lines.count > 64 * 1024 { lines.removeAll(keepingCapacity: true) }
    }
  }
}
