/// The media types a client wants (RFC 9110 §12.5.1).
public struct Accept: Sendable {
  private struct Range {
    let type: MediaType
    let weight: Int

    /// 0 does not cover; the more it says, the more it counts.
    func specificity(for offer: MediaType) -> Int {
      if type.type == "*", type.subtype == "*" { return 1 }
      guard type.type == offer.type else { return 0 }
      if type.subtype == "*" { return 2 }
      guard type.subtype == offer.subtype else { return 0 }
      return type.parameters.allSatisfy { offer.parameters[$0.key] == $0.value }
        ? 3 + type.parameters.count : 0
    }
  }

  private let ranges: [Range]

  /// Without a field, or with none that can be read, everything is welcome.
  public init(parsing field: String?) {
    ranges =
      field.map { field in
        WeightedList(parsing: field).items.compactMap { item in
          MediaType(parsing: String(item.text)).map { Range(type: $0, weight: item.weight) }
        }
      } ?? []
  }

  /// The offer the client likes best, the earlier one when it does not mind; nil when it wants none
  /// (406).
  public func preferred(of offers: [MediaType]) -> MediaType? {
    var best: (offer: MediaType, weight: Int)?
    for offer in offers {
      let weight = weight(of: offer)
      if weight > (best?.weight ?? 0) { best = (offer, weight) }
    }
    return best?.offer
  }

  private func weight(of offer: MediaType) -> Int {
    if ranges.isEmpty { return 1000 }
    var closest = (specificity: 0, weight: 0)
    for range in ranges {
      let specificity = range.specificity(for: offer)
      if specificity > closest.specificity { closest = (specificity, range.weight) }
    }
    return closest.weight
  }
}

/// The languages a client wants (RFC 9110 §12.5.4).
public struct AcceptLanguage: Sendable {
  private let ranges: [(tag: String, weight: Int)]

  public init(parsing field: String?) {
    ranges =
      field.map { field in
        WeightedList(parsing: field).items.map { ($0.text.lowercased(), $0.weight) }
      } ?? []
  }

  /// The offered language tag (lower case, as `fr`) the client likes best by basic filtering (RFC
  /// 4647 §3.3.1), or nil.
  public func preferred(of offers: [String]) -> String? {
    var best: (offer: String, weight: Int)?
    for offer in offers {
      let weight = weight(of: offer)
      if weight > (best?.weight ?? 0) { best = (offer, weight) }
    }
    return best?.offer
  }

  /// A range for a region (`fr-CA`) also speaks for its language when only that is offered.
  private func weight(of offer: String) -> Int {
    if ranges.isEmpty { return 1000 }
    let named = ranges.filter { $0.tag == offer || $0.tag.hasPrefix(offer + "-") }
    return (named.isEmpty ? ranges.filter { $0.tag == "*" } : named).map(\.weight).max() ?? 0
  }
}
