/// An entity tag (RFC 9110 §8.8.3): names one state of a resource.
public struct ETag: Hashable, Sendable {
  /// The text between the quotes.
  public let opaque: String
  public let isWeak: Bool

  /// Refuses quotes, spaces and control characters in the text.
  public init?(_ opaque: String, isWeak: Bool = false) {
    guard opaque.utf8.allSatisfy(Self.isTagByte) else { return nil }
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// The tag of a numbered version.
  public init(version: Int64) {
    opaque = String(version)
    isWeak = false
  }

  /// The tag of content with this fingerprint, which is hexadecimal.
  init(fingerprint: String) {
    opaque = fingerprint
    isWeak = false
  }

  public var fieldValue: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

  /// Same tag and neither weak (RFC 9110 §8.8.3.2): the comparison that guards writes.
  public func matchesStrongly(_ other: ETag) -> Bool {
    !isWeak && !other.isWeak && opaque.hasSameBytes(as: other.opaque)
  }

  /// Same tag, weak or not: the comparison that saves a transfer.
  public func matchesWeakly(_ other: ETag) -> Bool {
    opaque.hasSameBytes(as: other.opaque)
  }

  public static func == (one: ETag, other: ETag) -> Bool {
    one.isWeak == other.isWeak && one.matchesWeakly(other)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(isWeak)
    for byte in opaque.utf8 { hasher.combine(byte) }
  }

  /// RFC 9110 §8.8.3 `etagc`.
  fileprivate static func isTagByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "\"")
  }
}

/// What `If-Match` and `If-None-Match` hold (RFC 9110 §13.1): `*`, or a list of tags.
public enum ETagList: Equatable, Sendable {
  case any
  case tags([ETag])

  /// Nil when the field is malformed; commas inside the quotes belong to the tag.
  public init?(parsing field: String) {
    var rest = field[...].trimmingOptionalWhitespace.utf8
    if rest.elementsEqual("*".utf8) {
      self = .any
      return
    }
    var tags: [ETag] = []
    while true {
      rest = rest.drop(while: \.isOptionalWhitespace)
      if rest.first == UInt8(ascii: ",") {
        rest = rest.dropFirst()
        continue
      }
      if rest.isEmpty { break }
      let isWeak = rest.starts(with: "W/".utf8)
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")),
        let tag = ETag(String(Substring(rest[..<end])), isWeak: isWeak)
      else { return nil }
      tags.append(tag)
      rest = rest[end...].dropFirst()
        .drop(while: \.isOptionalWhitespace)
      guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
    }
    guard !tags.isEmpty else { return nil }
    self = .tags(tags)
  }
}
