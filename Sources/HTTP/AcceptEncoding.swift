/// How content may be encoded on its way (RFC 9110 §8.4.1).
public enum ContentCoding: String, Sendable {
  case gzip
  /// Not at all.
  case identity
}

/// The content codings a client takes (RFC 9110 §12.5.3).
public struct AcceptEncoding: Sendable {
  /// Nil when the client says nothing.
  private let weights: [(coding: Substring, weight: Int)]?

  public init(parsing field: String?) {
    weights = field.map { field in
      WeightedList(parsing: field).items.map { ($0.text, $0.weight) }
    }
  }

  /// The offer the client likes best, the earlier one when it does not mind; nil when it takes none
  /// (406). Who says nothing gets what everybody can read.
  public func preferred(of offers: [ContentCoding]) -> ContentCoding? {
    var best: (offer: ContentCoding, weight: Int)?
    for offer in offers {
      let weight = weight(of: offer)
      if weight > (best?.weight ?? 0) { best = (offer, weight) }
    }
    return best?.offer
  }

  private func weight(of coding: ContentCoding) -> Int {
    guard let weights else { return coding == .identity ? 1000 : 0 }
    if let named = weights.first(where: { Self.names($0.coding, coding) }) { return named.weight }
    if let rest = weights.first(where: { $0.coding == "*" }) { return rest.weight }
    // What is not encoded is welcome unless refused, but less than anything that is named.
    return coding == .identity ? 1 : 0
  }

  /// Names compare without case, and `x-gzip` is `gzip` (§8.4.1.3).
  private static func names(_ text: Substring, _ coding: ContentCoding) -> Bool {
    let name = text.lowercased()
    return name == coding.rawValue || (coding == .gzip && name == "x-gzip")
  }
}
