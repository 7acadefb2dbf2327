import HTTP

@testable import HTTPServer

/// Reads requests as a connection does, and holds the reading to what must be true of any.
enum RequestReader {
  /// So small that short inputs reach them.
  private static let limits = {
    var limits = Configuration.Limits()
    limits.headerBytes = 512
    limits.headerCount = 12
    limits.targetBytes = 128
    return limits
  }()

  @Sendable static func read(_ bytes: [UInt8]) {
    let whole = reading([bytes[...]])
    for pieces in Cut.ways(bytes) {
      let other = reading(pieces)
      guard other.refusal == whole.refusal, other.outcome == whole.outcome,
        other.requests.map(\.head.headers) == whole.requests.map(\.head.headers)
      else { fatalError("How the bytes are cut changes what they say.") }
    }
    for request in whole.requests { check(request, LaxHead(bytes[request.headRange])) }
  }

  private static func reading(_ pieces: [ArraySlice<UInt8>]) -> FramingReader {
    FramingReader(pieces, limits: limits, bodyLimit: 256)
  }

  /// What is accepted must mean the same to a reader that forgives everything: smuggling lives on
  /// the difference.
  private static func check(_ request: FramingReader.Request, _ lax: LaxHead) {
    let agrees =
      switch request.head.framing {
      case .none: lax.codings.isEmpty && lax.lengths.allSatisfy { $0 == 0 } && request.body.isEmpty
      case .length(let length):
        lax.codings.isEmpty && lax.lengths == [length] && request.body.count == length
      case .chunked: lax.codings == ["chunked"] && lax.lengths.isEmpty
      }
    guard agrees, lax.lengths.count <= 1 else {
      fatalError("A lax reader sees another framing in what is accepted.")
    }
    guard lax.hosts == 1 || lax.hosts == 0 && request.head.minorVersion == 0 else {
      fatalError("A lax reader sees another number of hosts in what is accepted.")
    }
  }
}
