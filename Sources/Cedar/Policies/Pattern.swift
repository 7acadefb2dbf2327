/// What `like` matches: literal bytes, and wildcards that stand for any text or none.
public struct Pattern: Hashable, Sendable {
  /// The bytes in UTF-8; nil is a wildcard.
  public let elements: [UInt8?]

  public init(_ elements: [UInt8?]) {
    self.elements = elements
  }

  /// Whether it covers the whole text. Takes at most the product of both lengths; byte by byte is
  /// exact, as no character of UTF-8 ends within another.
  func matches(_ text: ExactString) -> Bool {
    let text = text.text.utf8.span
    var (position, element) = (0, 0)
    // Where to go on when a mismatch shows that the last wildcard must cover one byte more.
    var retry: (position: Int, element: Int)?
    while position < text.count {
      if element < elements.count, elements[element] == nil {
        element += 1
        retry = (position, element)
      } else if element < elements.count, elements[element] == text[position] {
        position += 1
        element += 1
      } else if let last = retry {
        position = last.position + 1
        element = last.element
        retry = (position, element)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == nil }
  }
}
