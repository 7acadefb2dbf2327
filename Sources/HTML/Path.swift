/// An address on this site, as links, images and forms take it: `"/use-cases/\(id)?page=\(page)"`.
///
/// Written as a literal it cannot leave the site whatever is put into it: values are
/// percent-encoded (RFC 3986 §2.3), and it always starts with one `/`, or with `?` or `#` to stay
/// on the page.
public struct Path: Sendable, Hashable {
  public let text: String

  /// Takes text from outside, such as where to go on after signing in; nil unless it starts with
  /// exactly one `/` and holds only characters of an address.
  public init?(checking text: String) {
    let bytes = text.utf8
    guard bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/"),
      bytes.allSatisfy(isAddressByte)
    else { return nil }
    self.text = text
  }
}

extension Path: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    switch text.utf8.first {
    case UInt8(ascii: "?"), UInt8(ascii: "#"):
      self.text = text
    default:
      // Two slashes, or what browsers take for them, would name another site.
      let rest = text.utf8.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      self.text = "/" + Substring(rest)
    }
  }

  public init(stringInterpolation interpolation: Interpolation) {
    self.init(stringLiteral: interpolation.text)
  }

  public struct Interpolation: StringInterpolationProtocol {
    var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Adds a value as one path segment or one part of a query.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      let value = value.description
      // `.` and `..` would be followed even encoded; encoded twice they name nothing.
      let isDots = !value.isEmpty && value.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
      text +=
        isDots
        ? String(repeating: "%252E", count: value.utf8.count)
        : percentEncoded(value, keeping: isUnreserved)
    }

    /// Starts with another path; after the start it is added as a value.
    public mutating func appendInterpolation(_ path: Path) {
      text += text.isEmpty ? path.text : percentEncoded(path.text, keeping: isUnreserved)
    }
  }
}
