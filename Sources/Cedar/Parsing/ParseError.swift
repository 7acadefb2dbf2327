/// One mistake in a policy text, and where.
public struct ParseError: Error, Hashable, Sendable {
  public let position: SourcePosition
  /// A whole sentence in English.
  public let reason: String
}

extension ParseError: CustomStringConvertible {
  public var description: String { "\(position): \(reason)" }
}

/// Every mistake found: the first one of each policy.
public struct ParseErrors: Error, Hashable, Sendable, CustomStringConvertible {
  public let errors: [ParseError]

  public var description: String {
    errors.map(\.description).joined(separator: "\n")
  }
}
