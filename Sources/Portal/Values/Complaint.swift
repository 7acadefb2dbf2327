/// What is wrong with one field of what was sent, in the sender's words.
public struct Complaint: Error, Hashable {
  /// Where: the field's name, or a path of names (`sheet/title`); a JSON Pointer (RFC 6901) without its first slash.
  public let field: String
  public let text: Text

  public init(_ field: String, _ text: Text) {
    self.field = field
    self.text = text
  }
}
