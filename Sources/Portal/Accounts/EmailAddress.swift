/// An e-mail address as accounts are told apart by: lower case, ASCII, at most 254 bytes.
public struct EmailAddress: Hashable, Sendable {
  public let text: String

  /// `nil` unless there is one `@` with something before it and a dotted name after it; the mail server judges the rest.
  public init?(_ input: String) {
    let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
    let bytes = input.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    guard (3...254).contains(bytes.count),
      bytes.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ",") })
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, !labels.contains(where: \.isEmpty) else { return nil }
    self.text = text
  }

  /// Reads a field; throws the complaint about it.
  static func read(_ input: String, field: String) throws(Complaint) -> EmailAddress {
    guard let address = EmailAddress(input) else {
      throw Complaint(
        field,
        Text(
          "Adresse électronique : une adresse comme nom@exemple.fr est attendue, de 254 caractères au plus.",
          "E-mail address: an address like name@example.org is expected, of at most 254 characters."
        ))
    }
    return address
  }

  /// The same, for what is read alone: throws the complaint as `invalid`.
  static func accept(_ input: String, field: String) throws(PortalError) -> EmailAddress {
    do { return try read(input, field: field) } catch { throw .invalid([error]) }
  }
}
