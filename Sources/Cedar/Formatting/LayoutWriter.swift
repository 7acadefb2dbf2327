/// Decides from the front where the lines of a layout break, with an own stack, as chains may be
/// long.
struct LayoutWriter {
  private struct Step {
    let layout: Layout
    let indentation: Int
    let isFlat: Bool
  }

  private let width: Int
  private var lines: [String] = []
  /// The line being written, without its indentation.
  private var line = ""
  private var indentation = 0
  /// In Unicode scalars from the left margin.
  private var column = 0
  /// Whether a comment ended the line, so that nothing can follow on it.
  private var mustBreak = false
  /// What is still to be written, the next last.
  private var steps: [Step] = []

  /// Lines of at most `width` Unicode scalars where breaks allow that; each ends with a line feed.
  static func text(_ layouts: [Layout], width: Int) -> String {
    var writer = LayoutWriter(width: width)
    writer.push(layouts, indentation: 0, isFlat: false)
    while let step = writer.steps.popLast() { writer.write(step) }
    writer.breakLine(0)
    return writer.lines.map { $0 + "\n" }.joined()
  }

  private init(width: Int) {
    self.width = width
  }

  private mutating func push(_ layouts: [Layout], indentation: Int, isFlat: Bool) {
    steps += layouts.reversed().map { Step(layout: $0, indentation: indentation, isFlat: isFlat) }
  }

  private mutating func write(_ step: Step) {
    switch step.layout {
    case .text(let text):
      if mustBreak { breakLine(step.indentation) }
      append(text)
    case .comment(let text, let isOnOwnLine, let followsBlankLine):
      if isOnOwnLine || mustBreak { breakLine(step.indentation) }
      if followsBlankLine { addBlankLine() }
      append(" ")
      append(text)
      mustBreak = true
    case .line(let flat):
      if step.isFlat && !mustBreak { append(flat) } else { breakLine(step.indentation) }
    case .fill:
      if !mustBreak && (step.isFlat || fits(from: column + 1)) {
        append(" ")
      } else {
        breakLine(step.indentation)
      }
    case .hardBreak: breakLine(step.indentation)
    case .blankLine:
      breakLine(step.indentation)
      addBlankLine()
    case .group(let parts, let isBroken):
      push(parts, indentation: step.indentation, isFlat: true)
      guard !step.isFlat, isBroken || !fits(from: column) else { return }
      steps.removeLast(parts.count)
      push(parts, indentation: step.indentation, isFlat: false)
    case .indent(let parts):
      push(parts, indentation: step.indentation + 2, isFlat: step.isFlat)
    }
  }

  /// Adds to the line; a space does not begin one.
  private mutating func append(_ text: String) {
    guard !(line.isEmpty && text == " ") else { return }
    line += text
    column += text.unicodeScalars.count
  }

  /// Ends the line, if anything is on it; the next is indented by as many spaces.
  private mutating func breakLine(_ indentation: Int) {
    if !line.isEmpty {
      if line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
      lines.append(String(repeating: " ", count: self.indentation) + line)
    }
    line = ""
    self.indentation = indentation
    column = indentation
    mustBreak = false
  }

  /// Adds an empty line, if there is none, at the start of a line that is not the first.
  private mutating func addBlankLine() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Whether what is still to be written fits on the line from a column on, up to the first break.
  private func fits(from column: Int) -> Bool {
    var column = column
    var nested: [Step] = []
    var remaining = steps.count
    while column <= width {
      let step: Step
      if let inner = nested.popLast() {
        step = inner
      } else if remaining > 0 {
        remaining -= 1
        step = steps[remaining]
      } else {
        return true
      }
      switch step.layout {
      case .text(let text): column += text.unicodeScalars.count
      case .comment, .hardBreak, .blankLine: return true
      case .line(let flat):
        if !step.isFlat { return true }
        column += flat.utf8.count
      case .fill:
        if !step.isFlat { return true }
        column += 1
      case .group(let parts, let isBroken):
        let isFlat = step.isFlat || !isBroken
        nested += parts.reversed().map { Step(layout: $0, indentation: 0, isFlat: isFlat) }
      case .indent(let parts):
        nested += parts.reversed().map { Step(layout: $0, indentation: 0, isFlat: step.isFlat) }
      }
    }
    return false
  }
}
