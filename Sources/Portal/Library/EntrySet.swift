/// A set of library entries by their numbers, one bit each: counting a facet is a handful of words per thousand entries.
struct EntrySet: Equatable {
  private var words: [UInt64] = []

  init() {}

  init(_ numbers: some Sequence<Int>) {
    for number in numbers { insert(number) }
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return words.indices.contains(word) && words[word] & bit(number) != 0
  }

  mutating func insert(_ number: Int) {
    grow(to: (number >> 6) + 1)
    words[number >> 6] |= bit(number)
  }

  mutating func formUnion(_ other: EntrySet) {
    grow(to: other.words.count)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: EntrySet) {
    words.removeLast(max(0, words.count - other.words.count))
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// How many entries both have.
  func intersectionCount(_ other: EntrySet) -> Int {
    var count = 0
    for index in 0..<min(words.count, other.words.count) {
      count += (words[index] & other.words[index]).nonzeroBitCount
    }
    return count
  }

  private mutating func grow(to count: Int) {
    if words.count < count {
      words.append(contentsOf: repeatElement(0, count: count - words.count))
    }
  }

  private func bit(_ number: Int) -> UInt64 { 1 << UInt64(number & 63) }
}

/// How a set is stored: in blocks of 32,768 numbers, so that publishing an entry rewrites at most 4 KiB per value. A block
/// is whole little-endian words, cut after the last one in use.
extension EntrySet {
  static func block(of number: Int) -> Int { number >> blockBits }

  /// Puts a stored block in its place.
  mutating func place(_ bytes: [UInt8], block: Int) {
    let start = block << (Self.blockBits - 6)
    let count = bytes.count / 8
    grow(to: start + count)
    bytes.withUnsafeBytes { bytes in
      for index in 0..<count {
        let word = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
        words[start + index] = UInt64(littleEndian: word)
      }
    }
  }

  /// A stored block with a number put in or taken out.
  static func block(_ bytes: [UInt8], setting number: Int, to isIn: Bool) -> [UInt8] {
    var bytes = bytes
    let offset = number & ((1 << blockBits) - 1)
    let (byte, bit) = (offset >> 3, UInt8(1) << UInt8(offset & 7))
    while bytes.count <= byte { bytes.append(contentsOf: repeatElement(0, count: 8)) }
    if isIn { bytes[byte] |= bit } else { bytes[byte] &= ~bit }
    return bytes
  }

  private static let blockBits = 15
}
