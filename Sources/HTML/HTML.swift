/// A piece of markup, already rendered: what elements and `HTMLBuilder` make and a `Document` holds.
///
/// It only comes from the elements of this kit and from text, which is escaped; there is no way to
/// pass markup as a string.
public struct HTML: Sendable {
  /// UTF-8.
  public private(set) var bytes: [UInt8]

  /// No markup at all.
  public init() {
    bytes = []
  }

  /// Text, escaped.
  public init(_ text: String) {
    self.init()
    append(text: text)
  }

  init(reserving capacity: Int) {
    self.init()
    bytes.reserveCapacity(capacity)
  }

  public var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ other: HTML) {
    bytes.append(contentsOf: other.bytes)
  }

  mutating func append(_ markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func append(text: String) {
    bytes.append(escaped: text, quotes: false)
  }

  mutating func append(attributeValue: String) {
    bytes.append(escaped: attributeValue, quotes: true)
  }
}
