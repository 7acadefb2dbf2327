// Expressions, as far as the layout has to tell them apart.

extension PolicyLayout {
  /// A conditional or alternatives.
  mutating func expression() -> [Layout] {
    guard reader.isAt(word: "if") else { return alternatives() }
    var parts = reader.take() + [.space] + expression()
    var isBroken = false
    for _ in ["then", "else"] {
      isBroken = isBroken || reader.current.isOnNewLine
      parts.append(.indent([.line(flat: " ")] + reader.take() + [.space] + expression()))
    }
    return [.group(of: parts, isBroken: isBroken)]
  }

  private mutating func alternatives() -> [Layout] {
    chain(of: .or) { layout in
      layout.chain(of: .and) { layout in Operand(layouts: layout.operand(), isChain: false) }
    }.layouts
  }

  private struct Operand {
    let layouts: [Layout]
    let isChain: Bool

    /// With what does not fit on its first line indented, where only that tells it from the chain
    /// that it is in.
    var indented: [Layout] { isChain ? [.indent(layouts)] : layouts }
  }

  /// Operands joined by a symbol, or one alone. Where the author broke the chain, it is broken
  /// there and where it is too long; else at each symbol or at none.
  private mutating func chain(
    of symbol: Symbol, _ operand: (inout Self) -> Operand
  ) -> Operand {
    let first = operand(&self)
    guard reader.isAt(symbol) else { return first }
    var links: [(symbol: [Layout], separator: Layout?, operand: Operand)] = []
    while reader.isAt(symbol) {
      let isBehindComment = reader.isBehindComment
      let isOnNewLine = reader.current.isOnNewLine
      let symbol = reader.take()
      let isBroken = isOnNewLine || reader.current.isOnNewLine
      // Behind a comment the symbol begins a line, and its operand follows it there.
      let separator = isBehindComment ? Layout.space : isBroken ? .hardBreak : nil
      links.append((symbol, separator, operand(&self)))
    }
    let isBroken = links.contains { $0.separator != nil }
    var parts = first.indented
    for link in links {
      parts += [.space] + link.symbol
      parts.append(link.separator ?? (isBroken ? .fill : .line(flat: " ")))
      parts += link.operand.indented
    }
    return Operand(layouts: [.group(of: parts)], isChain: true)
  }

  /// Everything up to what joins or ends operands.
  private mutating func operand() -> [Layout] {
    var layouts: [Layout] = []
    var previous: Token.Kind?
    var isSign = false
    while !reader.current.kind.endsOperand {
      let kind = reader.current.kind
      if let previous, !isSign, kind.isSpaced(from: previous) { layouts.append(.space) }
      isSign = kind == .symbol(.not) || kind == .symbol(.minus) && previous?.endsValue != true
      if case .symbol(let symbol) = kind, let closing = symbol.closing {
        let list = bracketed(until: closing, between: .fill)
        layouts.append(list.group)
        layouts += list.behind
        previous = .symbol(closing)
      } else {
        layouts += reader.take()
        previous = kind
      }
    }
    return layouts
  }

  /// Items in brackets with commas between, and the comment behind the closing one.
  mutating func bracketed(
    until closing: Symbol, between separator: Layout
  ) -> (group: Layout, behind: [Layout]) {
    let opening = reader.take()
    var isBroken = reader.current.isOnNewLine
    var items: [Layout] = []
    while !reader.isAtOrPast(closing) {
      items += item()
      guard reader.isAt(.comma) else { continue }
      items += reader.take()
      guard !reader.isAt(closing) else { continue }
      items.append(reader.current.isOnNewLine ? .hardBreak : separator)
      isBroken = isBroken || reader.current.isOnNewLine
    }
    items += reader.takeComments()
    let (piece, behind) = reader.takeApart()
    guard !items.isEmpty else { return (.group(of: opening + piece), behind) }
    let parts = opening + [.indent([.line(flat: "")] + items), .line(flat: "")] + piece
    return (.group(of: parts, isBroken: isBroken), behind)
  }

  /// An expression, named within a record.
  private mutating func item() -> [Layout] {
    guard reader.following.kind == .symbol(.colon) else { return expression() }
    return reader.take() + reader.take() + [.space] + expression()
  }
}

extension Symbol {
  fileprivate var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }
}

extension Token.Kind {
  fileprivate var endsOperand: Bool {
    switch self {
    case .symbol(.or), .symbol(.and), .symbol(.comma), .symbol(.semicolon),
      .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace),
      .identifier("then"), .identifier("else"), .end:
      true
    default: false
    }
  }

  /// Whether it can be the last word of a value, so that a bracket behind it belongs to it and a
  /// minus is no sign.
  fileprivate var endsValue: Bool {
    switch self {
    case .identifier(let name): name == "true" || name == "false" || !Identifier.isReserved(name)
    case .number, .string, .slot, .symbol(.rightParenthesis), .symbol(.rightBracket),
      .symbol(.rightBrace):
      true
    default: false
    }
  }

  /// Whether a space stands between it and what comes before.
  fileprivate func isSpaced(from previous: Token.Kind) -> Bool {
    switch (previous, self) {
    case (.symbol(.dot), _), (.symbol(.pathSeparator), _), (_, .symbol(.dot)),
      (_, .symbol(.pathSeparator)):
      false
    case (_, .symbol(.leftParenthesis)), (_, .symbol(.leftBracket)): !previous.endsValue
    default: true
    }
  }
}
