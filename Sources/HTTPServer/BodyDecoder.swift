import HTTP

/// Decodes the body of one request, by its length or chunk by chunk (RFC 9112 §6, §7.1).
struct BodyDecoder {
  private enum State {
    case data(remaining: Int)
    case chunkSize
    case chunkData(remaining: Int)
    case chunkEnd
    case trailers
    case complete
  }

  /// Extensions and trailers are ignored, so there is no reason to take many bytes of them.
  private static let lineLimit = 1024
  private static let extraLimit = 16 * 1024

  /// What has been decoded and not been taken yet.
  private(set) var body: [UInt8] = []
  /// Bytes decoded, those taken included.
  private(set) var count = 0
  private var state: State
  private var extraBytes = 0
  private let limit: Int

  /// A body over `limit` bytes is refused with 413, at once when its length is given.
  init(_ framing: Framing, limit: Int) throws(Refusal) {
    self.limit = limit
    switch framing {
    case .none: state = .complete
    case .length(let length):
      guard length <= limit else { throw Self.tooLarge(limit) }
      state = .data(remaining: length)
      // A length is only a claim: memory follows the bytes.
      body.reserveCapacity(min(length, 64 * 1024))
    case .chunked: state = .chunkSize
    }
  }

  private static func tooLarge(_ limit: Int) -> Refusal {
    Refusal(.contentTooLarge, "the body has more than \(limit) bytes")
  }

  /// Hands over what has been decoded since the last time, so that memory need not hold it all.
  mutating func takeBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  /// Takes what the buffer has; true once the body is whole.
  mutating func decode(_ input: inout InputBuffer) throws(Refusal) -> Bool {
    while true {
      switch state {
      case .complete: return true
      case .data(let remaining):
        let left = remaining - move(upTo: remaining, from: &input)
        state = left == 0 ? .complete : .data(remaining: left)
        if left > 0 { return false }
      case .chunkData(let remaining):
        let left = remaining - move(upTo: remaining, from: &input)
        state = left == 0 ? .chunkEnd : .chunkData(remaining: left)
        if left > 0 { return false }
      case .chunkEnd:
        guard try takeLine(&input, { $0.isEmpty ? () : nil }) != nil else { return false }
        state = .chunkSize
      case .chunkSize:
        guard let size = try takeLine(&input, ChunkSize.parse) else { return false }
        guard size <= limit - count else { throw Self.tooLarge(limit) }
        state = size == 0 ? .trailers : .chunkData(remaining: size)
      case .trailers:
        let isLast = try takeLine(&input) { line throws(Refusal) -> Bool? in
          if !line.isEmpty { _ = try FieldLine(parsing: line) }
          return line.isEmpty
        }
        guard let isLast else { return false }
        if isLast { state = .complete }
      }
    }
  }

  private mutating func move(upTo limit: Int, from input: inout InputBuffer) -> Int {
    let moved = input.move(upTo: limit, to: &body)
    count += moved
    return moved
  }

  /// The next line as `read` understands it, nil while it is not complete; refuses what `read` does
  /// not understand.
  private mutating func takeLine<Result>(
    _ input: inout InputBuffer, _ read: (Span<UInt8>) throws(Refusal) -> Result?
  ) throws(Refusal) -> Result? {
    let before = input.count
    let result = try input.takeLine { line throws(Refusal) -> Result in
      guard let result = try read(line) else { throw .malformed("the chunks are malformed") }
      return result
    }
    let length = before - input.count
    guard (result == nil ? before : length) <= Self.lineLimit else {
      throw .malformed("a chunk line is too long")
    }
    // Eighteen bytes are what a size without extensions can take; of trailers every byte counts.
    if case .trailers = state { extraBytes += length } else { extraBytes += max(0, length - 18) }
    guard extraBytes <= Self.extraLimit else {
      throw .malformed("chunk extensions or trailers are too long")
    }
    return result
  }
}
