/// How much a policy must prove of itself.
public enum ValidationMode: String, Hashable, Sendable, CaseIterable {
  /// Besides, operands of `==` and elements of a set must be of one type, and literals of extension
  /// types well-formed: what can be analysed and compiled.
  case strict
  /// No request that conforms leads to a type error.
  case permissive
}
