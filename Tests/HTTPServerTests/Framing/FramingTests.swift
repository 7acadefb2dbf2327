import HTTP
import HTTPServer
import Testing

@Suite struct FramingTests {
  /// The whole way: over a socket, through the loop, to the answer.
  @Test func socketAgreesWithEveryVector() async throws {
    try await serving(Echo()) { server in
      for vector in FramingVector.all {
        let client = try RawClient(port: server.boundPort)
        try client.send(vector.bytes)
        #expect(try Self.outcome(of: client, vector) == vector.expected, "\(vector)")
      }
    }
  }

  /// However the bytes are cut into two reads, the answers are the same; in two halves, each with
  /// its server, that run side by side.
  @Test(arguments: [0, 1]) func socketAgreesAtEverySplit(_ half: Int) async throws {
    let vectors = FramingVector.all.indices.filter { $0 % 2 == half }.map { FramingVector.all[$0] }
    let cases = vectors.flatMap { vector in vector.splits.map { (vector, split: $0) } }
    try await serving(Echo()) {
      $0.threads = 1
      // However long a round takes on a slow machine, no time-out is to answer for the parser.
      $0.timeouts.header = .seconds(600)
      $0.timeouts.body = .seconds(600)
      $0.timeouts.idle = .seconds(600)
    } _: { server in
      for start in stride(from: 0, to: cases.count, by: 100) {
        let round = cases[start..<min(start + 100, cases.count)]
        let clients = try round.map { vector, split in
          let client = try RawClient(port: server.boundPort)
          try client.send(Array(vector.bytes[..<split]))
          return client
        }
        // One loop takes its sockets in turn: when a later one is answered, all first parts have
        // been read.
        let last = try RawClient(port: server.boundPort)
        try last.send(FramingVector.get("/"))
        _ = try last.readAnswer()
        for ((vector, split), client) in zip(round, clients) {
          try client.send(Array(vector.bytes[split...]))
        }
        for ((vector, split), client) in zip(round, clients) {
          let outcome = try Self.outcome(of: client, vector)
          if outcome != vector.expected { Issue.record("\(vector) at \(split): \(outcome)") }
        }
      }
    }
  }

  @Test(.serialized, arguments: FramingVector.all) func parserAgreesByteByByte(
    _ vector: FramingVector
  ) {
    let bytes = vector.bytes
    #expect(FramingReader([bytes[...]]).outcome == vector.expected)
    #expect(FramingReader(bytes.indices.map { bytes[$0...$0] }).outcome == vector.expected)
  }

  /// What the server has answered until it closed the connection: by itself after a refusal,
  /// otherwise because nothing more comes.
  private static func outcome(
    of client: RawClient, _ vector: FramingVector
  ) throws -> FramingOutcome {
    if vector.expected.refusal == nil { client.finishSending() }
    var outcome = FramingOutcome()
    while try !client.isAtEnd() {
      if outcome.refusal != nil { throw RawClient.Failure(reason: "an answer after a refusal") }
      let answer = try client.readAnswer()
      switch answer.status {
      case 100: continue
      case 200, 204: outcome.answers.append(answer.body)
      default:
        #expect(answer.headers["connection"] == "close")
        outcome.refusal = answer.status
      }
    }
    return outcome
  }
}
