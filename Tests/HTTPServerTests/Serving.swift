import Foundation
import HTTP
import HTTPServer

/// Answers with what it was asked: method, path and body.
struct Echo: Handler {
  var limit = 1_000_000

  func bodyPlan(for request: Request) -> BodyPlan { BodyPlan(bytes: limit) }

  func respond(to request: Request) async -> Response {
    .text("\(request.method) \(request.path) \(String(decoding: request.body, as: UTF8.self))")
  }
}

/// A handler from a closure.
struct Answering: Handler {
  let respond: @Sendable (Request) async -> Response

  func bodyPlan(for request: Request) -> BodyPlan { BodyPlan(bytes: 1_000_000) }

  func respond(to request: Request) async -> Response { await respond(request) }
}

/// Runs what may block on a thread of its own: the few threads of the Swift runtime have servers to start.
func blocking<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}

/// Runs a server on a free port around a piece of test, which may block.
func serving<Result: Sendable>(
  _ handler: any Handler = Echo(), _ adjust: (inout Configuration) -> Void = { _ in },
  _ body: @escaping @Sendable (Server) throws -> Result
) async throws -> Result {
  var configuration = Configuration(port: 0)
  adjust(&configuration)
  let server = try Server(configuration, handler: handler)
  async let run: Void = server.run()
  do {
    let result = try await blocking { try body(server) }
    server.shutdown()
    try await run
    return result
  } catch {
    server.shutdown()
    try await run
    throw error
  }
}
