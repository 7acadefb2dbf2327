extension Request {
  /// What the conditions of a request say about the present state of a resource.
  public enum Precondition: Equatable, Sendable {
    case proceed
    /// Answer 304: the reader has this state already.
    case notModified
    /// Answer 412: the state is not the one the writer has seen.
    case failed
    /// Answer 400: a condition cannot be read.
    case malformed
  }

  /// Evaluates `If-Match` and `If-None-Match` (RFC 9110 §13.2.2) against the current tag, nil when
  /// nothing exists yet.
  public func precondition(current: ETag?) -> Precondition {
    if let field = headers.combined(.ifMatch) {
      guard let wanted = ETagList(parsing: field) else { return .malformed }
      guard Self.matches(wanted, current, by: { $0.matchesStrongly($1) }) else { return .failed }
    }
    if let field = headers.combined(.ifNoneMatch) {
      guard let known = ETagList(parsing: field) else { return .malformed }
      if Self.matches(known, current, by: { $0.matchesWeakly($1) }) {
        return method == .get || method == .head ? .notModified : .failed
      }
    }
    return .proceed
  }

  private static func matches(
    _ list: ETagList, _ current: ETag?, by isSame: (ETag, ETag) -> Bool
  ) -> Bool {
    guard let current else { return false }
    return switch list {
    case .any: true
    case .tags(let tags): tags.contains { isSame($0, current) }
    }
  }
}
