/// A text with the places where its lines may break.
indirect enum Layout {
  case text(String)
  /// Ends its line. One on a line of its own may follow a blank line.
  case comment(String, isOnOwnLine: Bool, followsBlankLine: Bool)
  /// A break where its group is broken, else the text.
  case line(flat: String)
  /// A space, or a break where what follows, up to the next break, does not fit.
  case fill
  case hardBreak
  /// One empty line, if anything stands before it.
  case blankLine
  /// Stays on one line where it fits and need not be broken.
  case group([Layout], isBroken: Bool)
  case indent([Layout])

  static let space = Layout.text(" ")

  static func group(of parts: [Layout], isBroken: Bool = false) -> Layout {
    .group(parts, isBroken: isBroken || parts.contains(where: \.endsLine))
  }

  /// Whether some line ends in it however wide lines are.
  var endsLine: Bool {
    switch self {
    case .text, .line, .fill: false
    case .comment, .hardBreak, .blankLine: true
    case .group(_, let isBroken): isBroken
    case .indent(let parts): parts.contains(where: \.endsLine)
    }
  }

  /// How wide it is where no line breaks, in Unicode scalars.
  var flatWidth: Int {
    switch self {
    case .text(let text): text.unicodeScalars.count
    case .line(let flat): flat.utf8.count
    case .fill: 1
    case .comment, .hardBreak, .blankLine: 0
    case .group(let parts, _), .indent(let parts): parts.reduce(0) { $0 + $1.flatWidth }
    }
  }
}
