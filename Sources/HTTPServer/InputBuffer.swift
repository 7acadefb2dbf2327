import Glibc

/// Bytes received and not yet read, in one array that is used again and again.
struct InputBuffer {
  private static let initialSize = 4 * 1024

  private var storage = [UInt8](repeating: 0, count: initialSize)
  private var start = 0
  private var end = 0

  /// Unread bytes.
  var count: Int { end - start }
  var isEmpty: Bool { start == end }

  /// Reads the next line, given without its CRLF, or returns nil when it is not complete.
  ///
  /// One of more than `limit` bytes, its CRLF among them, is refused as `tooLong` before anything
  /// else is asked of it: the answer must not depend on how the bytes were cut on their way.
  mutating func takeLine<Result>(
    upTo limit: Int, else tooLong: Refusal,
    _ read: (Span<UInt8>) throws(Refusal) -> Result
  ) throws(Refusal) -> Result? {
    guard let newline = firstNewline(within: limit) else {
      if count >= limit { throw tooLong }
      return nil
    }
    guard newline > start, storage[newline - 1] == UInt8(ascii: "\r") else {
      throw .malformed("a line ends without a carriage return")
    }
    let result = try read(storage.span.extracting(start..<(newline - 1)))
    start = newline + 1
    return result
  }

  /// The first unread byte.
  var first: UInt8? { isEmpty ? nil : storage[start] }

  /// Moves up to `limit` bytes to the end of an array and returns how many.
  mutating func move(upTo limit: Int, to destination: inout [UInt8]) -> Int {
    let moved = min(limit, count)
    destination.append(contentsOf: storage[start..<(start + moved)])
    start += moved
    return moved
  }

  /// Lets `fill` write behind the unread bytes into room for at least `minimum` more; it returns
  /// how many it wrote.
  mutating func append(
    minimum: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int
  ) -> Int {
    makeRoom(for: minimum)
    let written = storage.withUnsafeMutableBytes { bytes in
      fill(UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
    }
    end += max(0, written)
    return written
  }

  mutating func removeAll() {
    start = 0
    end = 0
  }

  /// Gives the memory of a large body back.
  mutating func shrinkIfEmpty() {
    if isEmpty, storage.count > Self.initialSize { self = InputBuffer() }
  }

  private mutating func makeRoom(for minimum: Int) {
    if isEmpty { removeAll() }
    if storage.count - end >= minimum { return }
    storage.removeSubrange(..<start)
    end -= start
    start = 0
    let missing = max(end + minimum, Self.initialSize) - storage.count
    if missing > 0 { storage.append(contentsOf: repeatElement(0, count: missing)) }
  }

  private func firstNewline(within limit: Int) -> Int? {
    storage.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), min(count, limit))
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
