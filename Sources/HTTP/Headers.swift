/// Header fields in the order they came or will leave; names compare without case.
///
/// A value never holds a control character other than tab: each one is replaced by a space on the
/// way in (RFC 9110 §5.5), so that no value can begin a new line.
public struct Headers: Sendable, Equatable {
  public struct Field: Sendable, Equatable {
    public let name: HeaderName
    public let value: String
  }

  public private(set) var fields: [Field] = []

  public init() {}

  public init(_ pairs: KeyValuePairs<HeaderName, String>) {
    for (name, value) in pairs { add(name, value) }
  }

  /// The first value of a field, or nil.
  public subscript(name: HeaderName) -> String? {
    for field in fields where field.name == name { return field.value }
    return nil
  }

  /// Every value of a field, in order.
  public func all(_ name: HeaderName) -> [String] {
    fields.lazy.filter { $0.name == name }.map(\.value)
  }

  /// All values of a list-valued field joined by commas (RFC 9110 §5.3), or nil when it is absent.
  public func combined(_ name: HeaderName) -> String? {
    let values = all(name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// Adds one more field line.
  public mutating func add(_ name: HeaderName, _ value: String) {
    fields.append(Field(name: name, value: Self.harmless(value)))
  }

  /// Puts one value in the place of all that the field had.
  public mutating func set(_ name: HeaderName, _ value: String) {
    remove(name)
    add(name, value)
  }

  public mutating func remove(_ name: HeaderName) {
    fields.removeAll { $0.name == name }
  }

  /// For the wire parser, which has checked every byte already.
  package mutating func addChecked(_ name: HeaderName, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  package mutating func reserveCapacity(_ count: Int) {
    fields.reserveCapacity(count)
  }

  static func harmless(_ value: String) -> String {
    if value.utf8.allSatisfy(\.isFieldValueByte) { return value }
    let space = UInt8(ascii: " ")
    return String(decoding: value.utf8.map { $0.isFieldValueByte ? $0 : space }, as: UTF8.self)
  }
}
