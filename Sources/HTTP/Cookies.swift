/// The cookies of a request (RFC 6265 §4.2).
public struct Cookies: Sendable {
  private let pairs: NameValuePairs

  public init(parsing fields: [String]) {
    pairs = NameValuePairs(
      fields.flatMap { $0.utf8.split(separator: UInt8(ascii: ";")) }.compactMap { part in
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let value = part[equals...].dropFirst()
        return NameValuePairs.Pair(
          name: String(Substring(part[..<equals]).trimmingOptionalWhitespace),
          value: String(Substring(value).trimmingOptionalWhitespace))
      })
  }

  /// The first cookie of that name; names are case-sensitive.
  public subscript(name: String) -> String? { pairs.first(name) }

  /// Every cookie of that name: more than one means that another path or host has set it too.
  public func all(_ name: String) -> [String] { pairs.all(name) }
}
