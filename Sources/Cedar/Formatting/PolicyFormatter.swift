/// Lays out policy texts: two spaces for each level, blank lines between policies, lines broken
/// where they are too long.
///
/// Every word and every comment stays. Line breaks behind an opening bracket, a comma or an
/// operator of a chain are the author's and stay too; other space is the formatter's. Formatting
/// its result again changes nothing.
public struct PolicyFormatter: Sendable {
  /// The longest line that it makes of several words, in Unicode scalars.
  public var width: Int

  public init(width: Int = 100) {
    self.width = width
  }

  /// `text` laid out; `file` is what positions of mistakes are to call it.
  public func format(_ text: String, file: String? = nil) throws(ParseErrors) -> String {
    let errors = PolicyParser.parse(text, file: file, firstNumber: 0).errors
    guard errors.isEmpty else { throw ParseErrors(errors: errors) }
    return layOut(text)
  }

  /// The same of a text known to be well-formed.
  func layOut(_ text: String) -> String {
    var builder = PolicyLayout(Piece.pieces(of: SourceText(text, file: nil)), width: width)
    return LayoutWriter.text(builder.file(), width: width)
  }
}
