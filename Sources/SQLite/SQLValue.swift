import Glibc

/// A value in one of SQLite's five storage classes. Texts are equal when their UTF-8 bytes are, as in SQLite.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  public static func == (left: SQLValue, right: SQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): ByteText(left) == ByteText(right)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let value): hasher.combine(value)
    case .real(let value): hasher.combine(value)
    case .text(let value): hasher.combine(ByteText(value))
    case .blob(let value): hasher.combine(value)
    }
  }
}

/// A text that is its UTF-8 bytes: `String` would hold "é" and "e" + U+0301 for the same key.
struct ByteText: Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (left: ByteText, right: ByteText) -> Bool {
    // As a block: every statement is looked up by its text, and a byte at a time took longer than the rest of it.
    var (left, right) = (left.string, right.string)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard left.count == right.count, let one = left.baseAddress, let other = right.baseAddress
        else { return left.count == right.count }
        return memcmp(one, other, left.count) == 0
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
