/// Why a policy cannot be told in SQL.
public struct TranslationError: Error, Sendable, CustomStringConvertible {
  public let policy: Policy
  /// Where the part stands that cannot be translated.
  public let position: SourcePosition
  /// That part.
  public let expression: Expression
  /// A whole sentence in English.
  public let reason: String

  public var description: String {
    "\(position): \(policy.id) cannot be translated: \(reason)"
  }
}

/// Everything that kept policies from being told in SQL: one for each policy.
public struct TranslationErrors: Error, Sendable, CustomStringConvertible {
  public let errors: [TranslationError]
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
