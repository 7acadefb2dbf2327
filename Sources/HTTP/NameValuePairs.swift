/// The query of a target: what stands behind the question mark.
public typealias Query = NameValuePairs

/// The fields of a submitted form (`application/x-www-form-urlencoded`).
public typealias FormData = NameValuePairs

/// Named text values in their order, as queries and forms carry them (WHATWG URL §5); names may
/// repeat.
public struct NameValuePairs: Sendable {
  public struct Pair: Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Why a text is no list of fields.
  public enum Invalid: Error, Equatable {
    /// A broken `%` escape, bytes that are no UTF-8, or a NUL.
    case encoding
    case tooMany(limit: Int)
  }

  public var pairs: [Pair]

  public init(_ pairs: [Pair] = []) {
    self.pairs = pairs
  }

  /// Reads `name=value&name=value`, strictly and at most `limit` of them.
  public init(
    parsing encoded: some Collection<UInt8>, limit: Int = 1_000
  ) throws(Invalid) {
    pairs = []
    for part in encoded.split(separator: UInt8(ascii: "&")) {
      guard pairs.count < limit else { throw .tooMany(limit: limit) }
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let value = part[equals...].dropFirst()
      guard
        let name = PercentCoding.decode(
          part[..<equals], plusIsSpace: true, allowsControls: true),
        let value = PercentCoding.decode(value, plusIsSpace: true, allowsControls: true)
      else { throw .encoding }
      pairs.append(Pair(name: name, value: value))
    }
  }

  public var isEmpty: Bool { pairs.isEmpty }

  /// The first value under a name, or nil.
  public func first(_ name: String) -> String? {
    pairs.first { $0.name.hasSameBytes(as: name) }?.value
  }

  /// Every value under a name, in order.
  public func all(_ name: String) -> [String] {
    pairs.lazy.filter { $0.name.hasSameBytes(as: name) }.map(\.value)
  }

  /// The same pairs with one value in the place of all that the name had; nil only removes.
  public func replacing(_ name: String, with value: String?) -> NameValuePairs {
    var replaced = pairs.filter { !$0.name.hasSameBytes(as: name) }
    if let value { replaced.append(Pair(name: name, value: value)) }
    return NameValuePairs(replaced)
  }

  /// `name=value&…`, percent-encoded, without a question mark.
  public var encoded: String {
    pairs.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }
      .joined(separator: "&")
  }
}
