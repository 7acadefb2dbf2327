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

  /// Evaluates the conditions in the order of RFC 9110 §13.2.2 against the current tag, nil when
  /// nothing exists yet, and the time of the last change in seconds since 1970, nil when it is not
  /// known. A tag outweighs a date; a date that cannot be read is no condition.
  public func precondition(current: ETag?, modified: Int64? = nil) -> Precondition {
    let isRead = method == .get || method == .head
    if let field = headers.combined(.ifMatch) {
      guard let wanted = ETagList(parsing: field) else { return .malformed }
      guard Self.matches(wanted, current, by: { $0.matchesStrongly($1) }) else { return .failed }
    } else if let modified, let date = date(.ifUnmodifiedSince), modified > date {
      return .failed
    }
    if let field = headers.combined(.ifNoneMatch) {
      guard let known = ETagList(parsing: field) else { return .malformed }
      if Self.matches(known, current, by: { $0.matchesWeakly($1) }) {
        return isRead ? .notModified : .failed
      }
    } else if isRead, let modified, let date = date(.ifModifiedSince), modified <= date {
      return .notModified
    }
    return .proceed
  }

  private func date(_ name: HeaderName) -> Int64? {
    headers.combined(name).flatMap(HTTPDate.parse)
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
