/// A word of the language with its place.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case identifier(String)
    /// Without sign; nil where it does not fit into 64 bits.
    case number(UInt64?)
    /// What stands between the quotation marks, escapes unresolved.
    case string(ArraySlice<UInt8>)
    case slot(String)
    case symbol(Symbol)
    /// Something that is no word, and why.
    case invalid(String)
    case end
  }

  let kind: Kind
  /// In bytes from the start of the text.
  let range: Range<Int>
}

/// Punctuation; a longer symbol stands before those it starts with.
enum Symbol: String, CaseIterable, Sendable {
  case pathSeparator = "::"
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case or = "||"
  case and = "&&"
  case at = "@"
  case dot = "."
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBrace = "{"
  case rightBrace = "}"
  case leftBracket = "["
  case rightBracket = "]"
  case less = "<"
  case greater = ">"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case slash = "/"
  case percent = "%"
  case not = "!"
  case assign = "="
  case question = "?"
}

extension Token.Kind: CustomStringConvertible {
  /// To be named in a message.
  var description: String {
    switch self {
    case .identifier(let name): "`\(name)`"
    case .number(let value): value.map { "the number \($0)" } ?? "a number"
    case .string: "a string"
    case .slot(let name): "`\(name)`"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    case .invalid: "something that is no word"
    case .end: "the end of the text"
    }
  }
}
