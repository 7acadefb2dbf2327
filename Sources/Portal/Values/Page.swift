/// A stretch of a list that pages by key, never by offset.
public struct Page<Item: Sendable>: Sendable {
  public let items: [Item]
  /// Where the next page starts; `nil` on the last one.
  public let next: Cursor?
  /// How many items the whole list has, filters applied.
  public let total: Int

  public init(items: [Item], next: Cursor?, total: Int) {
    self.items = items
    self.next = next
    self.total = total
  }

  /// Cuts rows fetched with `limit.count + 1` into a page; `key` gives the cursor of the last row shown.
  public init(rows: [Item], limit: Limit, total: Int, key: (Item) -> Cursor) {
    let shown = Array(rows.prefix(limit.count))
    self.init(
      items: shown, next: rows.count > limit.count ? shown.last.map(key) : nil, total: total)
  }
}

/// The sort key of the last row seen; opaque to whoever holds it.
public struct Cursor: Hashable, Sendable {
  /// One part per column of the order, the last one unique.
  public let parts: [String]

  public init(_ parts: String...) { self.parts = parts }

  /// Reads a cursor from a query; `nil` unless it has as many parts as the list's order.
  public init?(text: String, parts count: Int) {
    let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == count, text.utf8.count <= 200 else { return nil }
    self.parts = parts
  }

  public var text: String { parts.joined(separator: "~") }
}

/// How many rows a page may have: 1 to 100, 20 unless asked otherwise.
public struct Limit: Hashable, Sendable {
  public let count: Int
  public static let standard = Limit(clamping: 20)
  public init(clamping count: Int) { self.count = min(max(count, 1), 100) }
}
