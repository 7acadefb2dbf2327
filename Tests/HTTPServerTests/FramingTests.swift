import HTTP
import Testing

@testable import HTTPServer

@Suite struct FramingTests {
  /// The whole way: over a socket, through the loop, to the answer.
  @Test func socketAgreesWithEveryVector() async throws {
    try await serving(Echo()) { server in
      for vector in FramingVector.all {
        let client = try RawClient(port: server.boundPort)
        try client.send(vector.bytes)
        client.finishSending()
        #expect(try Self.outcome(of: client) == vector.expectation, "\(vector)")
      }
    }
  }

  /// However the bytes are cut, the parsers see the same.
  @Test(.serialized, arguments: FramingVector.all) func parserAgreesAtEverySplit(
    _ vector: FramingVector
  ) {
    let bytes = vector.bytes
    #expect(Self.outcome(of: [bytes[...]]) == vector.expectation)
    // Long vectors test limits; their splits are taken sparsely.
    let step = max(1, bytes.count / 200)
    for split in stride(from: 0, through: bytes.count, by: step) {
      #expect(
        Self.outcome(of: [bytes[..<split], bytes[split...]]) == vector.expectation, "at \(split)")
    }
    let single = bytes.indices.map { bytes[$0...$0] }
    #expect(Self.outcome(of: single) == vector.expectation, "byte by byte")
  }

  private static func outcome(of client: RawClient) throws -> FramingVector.Expectation {
    var bodies: [String] = []
    var all = try client.readToEnd()[...]
    while let text = String(validating: all, as: UTF8.self), !text.isEmpty {
      let answer = try #require(Self.firstAnswer(in: text))
      if answer.status != 200 { return .refused(answer.status) }
      bodies.append(answer.body)
      all = all.dropFirst(answer.length)
    }
    return bodies.isEmpty ? .waiting : .accepted(bodies)
  }

  /// Cuts one response with a length off a text.
  private static func firstAnswer(
    in text: String
  ) -> (status: Int, body: String, length: Int)? {
    let bytes = Array(text.utf8)
    let end = Array("\r\n\r\n".utf8)
    guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      return nil
    }
    let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
    guard let status = lines.first.flatMap({ Int($0.dropFirst(9).prefix(3)) }),
      let length = lines.first(where: { $0.hasPrefix("content-length: ") })
        .flatMap({ Int($0.dropFirst(16)) })
    else { return nil }
    let body = bytes[(headEnd + 4)...].prefix(length)
    return (status, String(decoding: body, as: UTF8.self), headEnd + 4 + length)
  }

  /// Feeds the parsers as a connection does and renders what the echo would answer.
  private static func outcome(of pieces: [ArraySlice<UInt8>]) -> FramingVector.Expectation {
    var input = InputBuffer()
    var bodies: [String] = []
    var parser = HeadParser(limits: .init())
    var current: (head: IncomingHead, decoder: BodyDecoder)?
    do throws(Refusal) {
      for piece in pieces {
        _ = input.append(minimum: piece.count) { room in
          room.copyBytes(from: piece)
          return piece.count
        }
        while true {
          if current == nil, let head = try parser.parse(&input) {
            current = (head, try BodyDecoder(head.framing, limit: 1_000_000))
          }
          guard try current?.decoder.decode(&input) == true, let exchange = current,
            case .resource(let target) = exchange.head.target
          else { break }
          let body = String(decoding: exchange.decoder.body, as: UTF8.self)
          bodies.append("\(exchange.head.method) \(target.path) \(body)")
          if !exchange.head.keepsAlive { return .accepted(bodies) }
          parser = HeadParser(limits: .init())
          current = nil
        }
      }
    } catch {
      return .refused(error.status.code)
    }
    return bodies.isEmpty ? .waiting : .accepted(bodies)
  }
}
