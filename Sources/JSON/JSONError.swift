/// Why a text is not JSON that this kit accepts, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// Counted from 1; a line ends with a line feed.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  /// The value being read, as a JSON Pointer (RFC 6901); empty for the whole document.
  public let pointer: String
  /// A whole sentence in English; it quotes no more of the text than a name or a byte.
  public let reason: String
}

extension JSONError: CustomStringConvertible {
  public var description: String {
    "line \(line), column \(column)\(pointer.isEmpty ? "" : " (\(pointer))"): \(reason)"
  }
}
