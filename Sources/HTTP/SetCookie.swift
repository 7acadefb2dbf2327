/// A cookie to be set (RFC 6265 §4.1, prefixes and SameSite of RFC 6265bis); safe unless told
/// otherwise.
public struct SetCookie: Sendable, Equatable {
  public enum SameSite: String, Sendable {
    case strict = "Strict"
    case lax = "Lax"
    case none = "None"
  }

  public enum Invalid: Error, Equatable {
    case name
    case value
    case path
    case domain
    /// `__Host-` asks for Secure, path `/` and no domain; `__Secure-` and SameSite=None ask for
    /// Secure.
    case prefixOrSameSiteRule
  }

  public let name: String
  public let value: String
  public let path: String
  public let domain: String?
  /// Seconds to live; nil lasts as long as the browser, 0 removes the cookie.
  public let maxAge: Int?
  public let sameSite: SameSite
  public let isSecure: Bool
  public let isHTTPOnly: Bool

  public init(
    _ name: String, _ value: String, path: String = "/", domain: String? = nil,
    maxAge: Int? = nil, sameSite: SameSite = .lax, isSecure: Bool = true, isHTTPOnly: Bool = true
  ) throws(Invalid) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { throw .name }
    guard value.utf8.allSatisfy(Self.isCookieByte) else { throw .value }
    guard path.utf8.first == UInt8(ascii: "/"), path.utf8.allSatisfy(Self.isAttributeByte)
    else { throw .path }
    if let domain {
      guard !domain.isEmpty, domain.utf8.allSatisfy(Self.isAttributeByte) else { throw .domain }
    }
    // Browsers compare the prefixes without case.
    let prefix = name.lowercased()
    if prefix.hasPrefix("__host-") {
      guard isSecure, path == "/", domain == nil else { throw .prefixOrSameSiteRule }
    }
    if prefix.hasPrefix("__secure-") || sameSite == .none {
      guard isSecure else { throw .prefixOrSameSiteRule }
    }
    self.name = name
    self.value = value
    self.path = path
    self.domain = domain
    self.maxAge = maxAge
    self.sameSite = sameSite
    self.isSecure = isSecure
    self.isHTTPOnly = isHTTPOnly
  }

  /// The value of the `Set-Cookie` field.
  public var fieldValue: String {
    var text = "\(name)=\(value); Path=\(path)"
    if let domain { text += "; Domain=\(domain)" }
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    if isSecure { text += "; Secure" }
    if isHTTPOnly { text += "; HttpOnly" }
    return text + "; SameSite=\(sameSite.rawValue)"
  }

  /// RFC 6265 §4.1.1 `cookie-octet`.
  private static func isCookieByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
      && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "\\")
  }

  private static func isAttributeByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: ";")
  }
}
