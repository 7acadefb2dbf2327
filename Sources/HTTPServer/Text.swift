import HTTP

/// Reading text from received bytes.
extension String {
  /// Valid UTF-8 as it is, anything else byte by byte as ISO 8859-1.
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(fieldBytes: $0) }
  }

  /// ASCII in lower case.
  init(lowercasing bytes: Span<UInt8>) {
    self.init(unsafeUninitializedCapacity: bytes.count) { destination in
      for index in bytes.indices {
        destination.initializeElement(at: index, to: bytes[index].asciiLowercased)
      }
      return bytes.count
    }
  }
}

extension Substring {
  /// Whether this is a token, given in lower case, in any case of ASCII letters; Unicode would take
  /// a Kelvin sign for a `k`.
  func isToken(_ token: String) -> Bool {
    utf8.elementsEqual(token.utf8) { $0.asciiLowercased == $1 }
  }
}

extension Span<UInt8> {
  /// The index of the first such byte at or after `start`.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  func allSatisfy(_ isWanted: (UInt8) -> Bool) -> Bool {
    for index in indices where !isWanted(self[index]) { return false }
    return true
  }

  func hasBytes(of text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in indices where self[index] != text.utf8Start[index] { return false }
    return true
  }
}
