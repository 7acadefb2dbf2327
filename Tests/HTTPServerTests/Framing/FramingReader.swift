import HTTP

@testable import HTTPServer

/// Reads requests as a connection does, without its socket; fuzzing reads with it too.
struct FramingReader {
  struct Request {
    let head: IncomingHead
    /// Where the head stands in all that was fed.
    let headRange: Range<Int>
    let body: [UInt8]
  }

  private(set) var requests: [Request] = []
  private(set) var refusal: Refusal?

  private var input = InputBuffer()
  private var fed = 0
  private let limits: Configuration.Limits
  private let bodyLimit: Int
  private var parser: HeadParser
  private var headStart = 0
  private var current: (head: IncomingHead, range: Range<Int>, decoder: BodyDecoder)?
  private var isClosed = false

  init(
    _ pieces: [ArraySlice<UInt8>], limits: Configuration.Limits = .init(),
    bodyLimit: Int = 1_000_000
  ) {
    self.limits = limits
    self.bodyLimit = bodyLimit
    parser = HeadParser(limits: limits)
    for piece in pieces where !isClosed { feed(piece) }
  }

  var outcome: FramingOutcome {
    FramingOutcome(answers: requests.map(Self.echo), refusal: refusal?.status.code)
  }

  private static func echo(_ request: Request) -> String {
    guard case .resource(let target) = request.head.target else { return "" }
    let body = String(decoding: request.body, as: UTF8.self)
    return "\(request.head.method) \(target.path) \(body)"
  }

  private mutating func feed(_ piece: ArraySlice<UInt8>) {
    _ = input.append(minimum: piece.count) { room in
      room.copyBytes(from: piece)
      return piece.count
    }
    fed += piece.count
    do throws(Refusal) {
      while !isClosed, try readRequest() {}
    } catch {
      refusal = error
      isClosed = true
    }
  }

  /// Reads on; false when more bytes are needed.
  private mutating func readRequest() throws(Refusal) -> Bool {
    if current == nil {
      guard let head = try parser.parse(&input) else { return false }
      var limit = bodyLimit
      if case .server = head.target { limit = 0 }
      let decoder = try BodyDecoder(head.framing, limit: limit)
      current = (head, headStart..<(fed - input.count), decoder)
    }
    guard try current?.decoder.decode(&input) == true, let (head, range, decoder) = current else {
      return false
    }
    requests.append(Request(head: head, headRange: range, body: decoder.body))
    isClosed = !head.keepsAlive
    parser = HeadParser(limits: limits)
    headStart = fed - input.count
    current = nil
    return true
  }
}
