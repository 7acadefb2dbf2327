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

  private static let chunkLineLimit = 1024
  /// What the line before a chunk takes without extensions at most.
  private static let plainChunkLine = 18

  /// What has been decoded and not been taken yet.
  private(set) var body: [UInt8] = []
  /// Bytes decoded, those taken included.
  private(set) var count = 0
  private var state: State
  private let limit: Int
  /// Bytes that extensions and trailers together may still have: as they are ignored, there is no
  /// reason to take many.
  private var extraBytes = 16 * 1024

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
        let end: Void? = try input.takeLine(
          upTo: 2, else: .malformed("a chunk is longer than its size")
        ) { _ in }
        guard end != nil else { return false }
        state = .chunkSize
      case .chunkSize:
        guard let size = try takeChunkSize(&input) else { return false }
        guard size <= limit - count else { throw Self.tooLarge(limit) }
        state = size == 0 ? .trailers : .chunkData(remaining: size)
      case .trailers:
        guard let isLast = try takeTrailer(&input) else { return false }
        if isLast { state = .complete }
      }
    }
  }

  private mutating func move(upTo limit: Int, from input: inout InputBuffer) -> Int {
    let moved = input.move(upTo: limit, to: &body)
    count += moved
    return moved
  }

  private mutating func takeChunkSize(_ input: inout InputBuffer) throws(Refusal) -> Int? {
    let before = input.count
    let size = try input.takeLine(
      upTo: min(Self.chunkLineLimit, Self.plainChunkLine + extraBytes),
      else: .malformed("the chunk extensions are too long")
    ) { line throws(Refusal) in
      guard let size = ChunkSize.parse(line) else { throw .malformed("a chunk is malformed") }
      return size
    }
    extraBytes -= max(0, before - input.count - Self.plainChunkLine)
    return size
  }

  /// Checks and drops one line behind the last chunk; true for the empty one that ends the body.
  private mutating func takeTrailer(_ input: inout InputBuffer) throws(Refusal) -> Bool? {
    let before = input.count
    let isLast = try input.takeLine(
      upTo: extraBytes, else: Refusal(.headerFieldsTooLarge, "the trailers are too large")
    ) { line throws(Refusal) in
      if line.isEmpty { return true }
      guard !TrailerField.isForbidden(try FieldLine(parsing: line).name) else {
        throw .malformed("a trailer holds what belongs in the header")
      }
      return false
    }
    extraBytes -= before - input.count
    return isLast
  }
}
