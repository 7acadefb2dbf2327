/// Walks over the pieces of a text and turns them into layout.
struct PieceReader {
  private let pieces: [Piece]
  private var position = 0
  private var hasTakenComments = false

  /// `pieces` ends with the end of the text.
  init(_ pieces: [Piece]) {
    self.pieces = pieces
  }

  /// The piece that comes next; stays at the end once there.
  var current: Piece { pieces[position] }

  /// The piece after the current one.
  var following: Piece { pieces[min(position + 1, pieces.count - 1)] }

  func isAt(_ symbol: Symbol) -> Bool {
    current.kind == .symbol(symbol)
  }

  /// Whether it stands here, or nothing more comes: a text made of odd names may be ill-formed.
  func isAtOrPast(_ symbol: Symbol) -> Bool {
    isAt(symbol) || current.kind == .end
  }

  func isAt(word: String) -> Bool {
    current.kind == .identifier(word)
  }

  /// Whether a comment stands between the last piece and the current one.
  var isBehindComment: Bool {
    !current.comments.isEmpty || position > 0 && pieces[position - 1].trailingComment != nil
  }

  /// The current piece with its comments.
  mutating func take() -> [Layout] {
    let (piece, behind) = takeApart()
    return piece + behind
  }

  /// The same, apart the comment behind it.
  mutating func takeApart() -> (piece: [Layout], behind: [Layout]) {
    let layouts = takeComments() + [.text(current.text)]
    let behind = current.trailingComment.map {
      Layout.comment($0, isOnOwnLine: false, followsBlankLine: false)
    }
    if current.kind != .end { position += 1 }
    hasTakenComments = false
    return (layouts, behind.map { [$0] } ?? [])
  }

  /// The comments before the current piece, unless they were taken before.
  mutating func takeComments() -> [Layout] {
    guard !hasTakenComments else { return [] }
    hasTakenComments = true
    return current.comments.map {
      .comment($0.text, isOnOwnLine: true, followsBlankLine: $0.followsBlankLine)
    }
  }
}
