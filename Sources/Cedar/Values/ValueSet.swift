/// A set of values of any kinds, each once; order does not matter to equality, iteration keeps the
/// order of insertion.
public struct ValueSet: Sendable {
  private var elements: [Value] = []
  /// The same elements to find them by hash; kept only above `hashedFrom` elements, as a short list
  /// is searched faster.
  private var hashed: Set<Value> = []

  private static let hashedFrom = 9

  public init() {}

  public init(_ elements: some Sequence<Value>) {
    for element in elements where !contains(element) {
      self.elements.append(element)
      if !hashed.isEmpty {
        hashed.insert(element)
      } else if self.elements.count >= Self.hashedFrom {
        hashed = Set(self.elements)
      }
    }
  }

  public func contains(_ value: Value) -> Bool {
    hashed.isEmpty ? elements.contains(value) : hashed.contains(value)
  }
}

extension ValueSet: RandomAccessCollection {
  public var startIndex: Int { elements.startIndex }
  public var endIndex: Int { elements.endIndex }
  public subscript(position: Int) -> Value { elements[position] }
}

extension ValueSet: Hashable {
  public static func == (left: ValueSet, right: ValueSet) -> Bool {
    left.count == right.count && left.elements.allSatisfy(right.contains)
  }

  public func hash(into hasher: inout Hasher) {
    // A sum, because sets that differ only in order are equal.
    var sum = 0
    for element in elements { sum &+= element.hashValue }
    hasher.combine(sum)
  }
}
