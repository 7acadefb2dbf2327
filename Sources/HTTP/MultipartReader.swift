import Glibc

/// Reads a form with files (`multipart/form-data`, RFC 7578 and RFC 2046 §5.1) as its bytes come: put
/// them in with `append`, take what they say out with `next`.
///
/// It is strict where readers differ: lines end with CRLF, a boundary at the start of a line is
/// followed by a new line or by `--`, without the padding that mail may add. What stands before the
/// first boundary and behind the last is passed over.
public struct MultipartReader: Sendable {
  public enum Event: Equatable, Sendable {
    /// A part begins.
    case part(MultipartPart)
    /// Some more of its content.
    case content([UInt8])
    /// The part is whole.
    case partEnd
  }

  public enum Invalid: Error, Equatable {
    /// Answer 400.
    case malformed(String)
    /// Answer 413; says which limit.
    case tooLarge(String)
  }

  private enum State {
    case preamble
    /// Behind a boundary.
    case boundaryEnd
    case head
    case contentStart
    case content
    case epilogue
  }

  private let limits: MultipartLimits
  /// CRLF, two dashes and the boundary.
  private let delimiter: [UInt8]
  private var state = State.preamble
  /// The first boundary may open the body; to the search it then looks like every other.
  private var buffer = Array("\r\n".utf8)
  /// Bytes of the buffer that have been read.
  private var start = 0
  private var partCount = 0
  private var headLines: [[UInt8]] = []
  private var headBytes = 0
  private var part: MultipartPart?
  /// Bytes of the fields so far, heads of files among them: what a form takes in memory.
  public private(set) var fieldBytes = 0
  private var fileBytes = 0

  /// Takes the boundary from the type of the body; refuses one that RFC 2046 §5.1.1 does not allow.
  public init(_ type: MediaType, limits: MultipartLimits) throws(Invalid) {
    guard let boundary = type.parameters["boundary"]?.utf8, (1...70).contains(boundary.count),
      boundary.allSatisfy(\.isBoundaryByte), boundary.last != UInt8(ascii: " ")
    else { throw .malformed("the form has no boundary that is allowed") }
    self.limits = limits
    delimiter = Array("\r\n--".utf8) + boundary
  }

  /// Whether the last boundary has come: a body that ends before is cut off.
  public var isComplete: Bool { if case .epilogue = state { true } else { false } }

  public mutating func append(_ bytes: [UInt8]) {
    buffer.removeSubrange(..<start)
    start = 0
    buffer += bytes
  }

  /// What the bytes so far say next; nil when more are needed.
  public mutating func next() throws(Invalid) -> Event? {
    while true {
      switch state {
      case .preamble:
        guard skipToDelimiter() else { return nil }
        state = .boundaryEnd
      case .boundaryEnd:
        guard let isLast = try boundaryEnd() else { return nil }
        state = isLast ? .epilogue : .head
      case .head:
        guard let part = try head() else { return nil }
        self.part = part
        fileBytes = 0
        state = .contentStart
        return .part(part)
      case .contentStart:
        guard buffer.count - start >= delimiter.count else { return nil }
        guard !buffer[start...].starts(with: delimiter.dropFirst(2)) else {
          throw .malformed("a boundary stands where the content of a part begins")
        }
        state = .content
      case .content:
        if buffer[start...].starts(with: delimiter) {
          start += delimiter.count
          state = .boundaryEnd
          return .partEnd
        }
        return try content().map { .content($0) }
      case .epilogue:
        start = buffer.count
        return nil
      }
    }
  }

  private mutating func skipToDelimiter() -> Bool {
    start = endOfContent
    guard buffer[start...].starts(with: delimiter) else { return false }
    start += delimiter.count
    return true
  }

  private mutating func boundaryEnd() throws(Invalid) -> Bool? {
    guard buffer.count - start >= 2 else { return nil }
    let end = buffer[start..<(start + 2)]
    start += 2
    if end.elementsEqual("--".utf8) { return true }
    guard end.elementsEqual("\r\n".utf8) else {
      throw .malformed("a boundary does not end its line")
    }
    partCount += 1
    guard partCount <= limits.parts else {
      throw .tooLarge("the form has more than \(limits.parts) parts")
    }
    headLines = []
    headBytes = 0
    return false
  }

  private mutating func head() throws(Invalid) -> MultipartPart? {
    while true {
      let end = firstIndex(of: UInt8(ascii: "\n"))
      let length = (end ?? buffer.count) - start
      guard headBytes + length <= limits.headerBytes, headLines.count <= limits.headerLines else {
        throw .tooLarge("the head of a part is too large")
      }
      guard let end else { return nil }
      guard end > start, buffer[end - 1] == UInt8(ascii: "\r") else {
        throw .malformed("a header line of a part does not end with CRLF")
      }
      let line = buffer[start..<(end - 1)]
      start = end + 1
      headBytes += length
      if line.isEmpty {
        // Names are kept as fields are.
        try countFieldBytes(headBytes)
        return try MultipartPart(parsing: headLines)
      }
      headLines.append(Array(line))
    }
  }

  /// The content up to the next delimiter, or as far as none can begin.
  private mutating func content() throws(Invalid) -> [UInt8]? {
    let end = endOfContent
    guard end > start else { return nil }
    let content = Array(buffer[start..<end])
    start = end
    switch part?.filename {
    case nil: try countFieldBytes(content.count)
    case "": throw .malformed("a file has no name")
    default:
      fileBytes += content.count
      guard fileBytes <= limits.fileBytes else {
        throw .tooLarge("a file has more than \(limits.fileBytes) bytes")
      }
    }
    return content
  }

  private mutating func countFieldBytes(_ count: Int) throws(Invalid) {
    fieldBytes += count
    guard fieldBytes <= limits.fieldBytes else {
      throw .tooLarge("the fields have more than \(limits.fieldBytes) bytes")
    }
  }

  /// Where the first delimiter begins; without one, as far as none can have begun.
  private var endOfContent: Int {
    var candidate = start
    while let index = firstIndex(of: UInt8(ascii: "\r"), from: candidate) {
      let rest = buffer[index...].prefix(delimiter.count)
      if delimiter.starts(with: rest) { return index }
      candidate = index + 1
    }
    return buffer.count
  }

  private func firstIndex(of byte: UInt8, from index: Int? = nil) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + (index ?? start), Int32(byte), bytes.count - (index ?? start))
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
