/// Named values of which some may be unknown: attributes, tags or a context.
public struct PartialRecord: Sendable {
  /// What is known of one name.
  public enum Member: Hashable, Sendable {
    case known(Value)
    /// There is surely no value of that name.
    case absent
    case unknown
  }

  private let known: Record
  /// The names that are otherwise than `others`, besides the known ones.
  private let exceptions: Set<ExactString>
  private let othersAreUnknown: Bool

  /// Nothing is known.
  public static let unknown = PartialRecord([:], absent: [])

  /// Every value is known, except those of the names in `unknown`: they may have any value or none.
  public init(_ known: Record, unknown: Set<ExactString> = []) {
    self.known = known
    exceptions = unknown
    othersAreUnknown = false
  }

  /// These values are known, and that there is none of the names in `absent`; all others may be
  /// anything or missing.
  public init(_ known: Record, absent: Set<ExactString>) {
    self.known = known
    exceptions = absent
    othersAreUnknown = true
  }

  public subscript(name: ExactString) -> Member {
    // Listed as unknown counts more than a value that is given nevertheless.
    let isException = exceptions.contains(name)
    if isException, !othersAreUnknown { return .unknown }
    if let value = known[name] { return .known(value) }
    return othersAreUnknown && !isException ? .unknown : .absent
  }

  /// All of it; nil where a part is unknown.
  var complete: Record? {
    !othersAreUnknown && exceptions.isEmpty ? known : nil
  }
}

extension PartialRecord: ExpressibleByDictionaryLiteral {
  /// Every value is known.
  public init(dictionaryLiteral members: (ExactString, Value)...) {
    self.init(Record(members))
  }
}
