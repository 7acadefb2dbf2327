/// A media type (RFC 9110 §8.3.1), its names in lower case.
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
  public let type: String
  public let subtype: String
  /// Parameters other than a weight, in lower case names, values as given without quotes.
  public let parameters: [String: String]

  /// Reads `type/subtype; name=value`; nil when malformed.
  public init?(parsing text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let essence = parts.first else { return nil }
    let names = Substring(essence).trimmingOptionalWhitespace.utf8
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isTokenByte) })
    else { return nil }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let trimmed = Substring(part).trimmingOptionalWhitespace
      if trimmed.isEmpty { continue }
      guard let equals = trimmed.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let name = trimmed[..<equals]
      guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { return nil }
      var value = trimmed[equals...].dropFirst()
      if value.utf8.count >= 2, value.utf8.first == UInt8(ascii: "\""),
        value.utf8.last == UInt8(ascii: "\"")
      {
        value = value.dropFirst().dropLast()
      }
      parameters[name.lowercased()] = String(value)
    }
    type = Substring(names[0]).lowercased()
    subtype = Substring(names[1]).lowercased()
    self.parameters = parameters
  }

  /// A type without parameters, written in the source.
  public init(_ type: StaticString, _ subtype: StaticString) {
    self.type = type.description
    self.subtype = subtype.description
    parameters = [:]
  }

  public static let html = MediaType("text", "html")
  public static let json = MediaType("application", "json")
  public static let problem = MediaType("application", "problem+json")
  public static let form = MediaType("application", "x-www-form-urlencoded")
  public static let multipartForm = MediaType("multipart", "form-data")
  public static let csv = MediaType("text", "csv")

  /// `type/subtype`.
  public var description: String { type + "/" + subtype }

  /// Whether both name the same type, whatever their parameters.
  public func isSameType(as other: MediaType) -> Bool {
    type == other.type && subtype == other.subtype
  }
}
