/// Makes the layout of a well-formed policy text by recursive descent over its pieces.
struct PolicyLayout {
  private let width: Int
  var reader: PieceReader

  init(_ pieces: [Piece], width: Int) {
    self.width = width
    reader = PieceReader(pieces)
  }

  mutating func file() -> [Layout] {
    var layouts: [Layout] = []
    while reader.current.kind != .end {
      layouts.append(.blankLine)
      layouts += policy()
    }
    return layouts + reader.takeComments()
  }

  /// From the comments before it to the semicolon.
  private mutating func policy() -> [Layout] {
    var layouts = reader.takeComments()
    // Comments that stand apart from the policy stay so.
    if reader.current.followsBlankLine { layouts.append(.blankLine) }
    while reader.isAt(.at) { layouts += annotation() + [.hardBreak] }
    let effect = reader.take() + [.space]
    let head = bracketed(until: .rightParenthesis, between: .line(flat: " "))
    let flatWidth = (effect + [head.group]).map(\.flatWidth).reduce(0, +)
    let isBroken =
      head.group.endsLine || flatWidth + (reader.isAt(.semicolon) ? 1 : 0) > width
    layouts += effect + [head.group] + head.behind
    // The first clause follows the closing parenthesis where that begins a line.
    var separator = isBroken ? Layout.space : .hardBreak
    while !reader.isAtOrPast(.semicolon) {
      layouts.append(separator)
      layouts += clause()
      separator = .hardBreak
    }
    return layouts + reader.take()
  }

  private mutating func annotation() -> [Layout] {
    var layouts = reader.take() + reader.take()
    if reader.isAt(.leftParenthesis) {
      for _ in 1...3 { layouts += reader.take() }
    }
    return layouts
  }

  /// `when { … }` or `unless { … }`.
  private mutating func clause() -> [Layout] {
    let keyword = reader.take() + [.space]
    let opening = reader.take()
    let isBroken = reader.current.isOnNewLine
    let body = expression() + reader.takeComments()
    let closing = reader.takeApart()
    let parts =
      opening + [.indent([.line(flat: " ")] + body), .line(flat: " ")] + closing.piece
    return keyword + [.group(of: parts, isBroken: isBroken)] + closing.behind
  }
}
