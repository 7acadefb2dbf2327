/// A token as it stands in a text, with the comments and line breaks around it.
struct Piece {
  struct Comment {
    let text: String
    let followsBlankLine: Bool
  }

  let kind: Token.Kind
  let text: String
  /// Each on lines of their own before the token.
  let comments: [Comment]
  /// What follows the token on its line.
  fileprivate(set) var trailingComment: String?
  /// Whether a line break or an empty line stands right before it, behind its comments.
  let isOnNewLine: Bool
  let followsBlankLine: Bool

  /// The tokens of a text, the end of it last.
  static func pieces(of source: SourceText) -> [Piece] {
    var pieces: [Piece] = []
    var end = 0
    for token in Lexer.tokens(of: source.bytes) {
      var gap = Gap(source.bytes[end..<token.range.lowerBound])
      if let trailing = gap.trailing {
        if let last = pieces.indices.last {
          pieces[last].trailingComment = trailing
        } else {
          gap.comments.insert(Comment(text: trailing, followsBlankLine: false), at: 0)
        }
      }
      pieces.append(
        Piece(
          kind: token.kind, text: source.text(in: token.range), comments: gap.comments,
          isOnNewLine: gap.lineBreaks > 0 || gap.isCommented, followsBlankLine: gap.lineBreaks > 1))
      end = token.range.upperBound
    }
    return pieces
  }
}

/// What stands between two tokens.
private struct Gap {
  /// A comment on the line of the token before.
  private(set) var trailing: String?
  var comments: [Piece.Comment] = []
  /// The number of line breaks behind the last comment.
  private(set) var lineBreaks = 0

  var isCommented: Bool { trailing != nil || !comments.isEmpty }

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    var hasEnded = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "/") {
        let comment = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        rest = rest.dropFirst(comment.count)
        let text = Self.trimmed(comment)
        if hasEnded {
          comments.append(Piece.Comment(text: text, followsBlankLine: lineBreaks > 1))
        } else {
          trailing = text
        }
        lineBreaks = 0
        hasEnded = true
      } else {
        rest = rest.dropFirst()
        // A carriage return alone ends a comment, so it counts as well; of a pair only one does.
        if byte == 0x0A || byte == 0x0D && rest.first != 0x0A {
          lineBreaks += 1
          hasEnded = true
        }
      }
    }
  }

  private static func trimmed(_ comment: ArraySlice<UInt8>) -> String {
    let end = comment.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? comment.startIndex
    return String(decoding: comment[...end], as: UTF8.self)
  }
}
