/// A half-open span of time.
public struct Span: Hashable, Sendable {
  public let start: Instant
  public let end: Instant

  /// `nil` unless the end is after the start.
  public init?(start: Instant, end: Instant) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  public var seconds: Int64 { (end.milliseconds - start.milliseconds) / 1000 }

  /// What both have; `nil` when that is nothing.
  func intersection(_ other: Span) -> Span? {
    Span(start: max(start, other.start), end: min(end, other.end))
  }
}

extension [Span] {
  /// The stretches that are in one of these and in one of the others; both in order, neither overlapping itself.
  func intersection(_ others: [Span]) -> [Span] {
    var (result, index) = ([Span](), 0)
    for span in self {
      while index < others.count, others[index].end <= span.start { index += 1 }
      for other in others[index...].prefix(while: { $0.start < span.end }) {
        if let common = span.intersection(other) { result.append(common) }
      }
    }
    return result
  }
}
