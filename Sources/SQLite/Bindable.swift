/// What can stand in a statement as a bound value. An enum with a bindable raw value needs only to say that it conforms.
public protocol Bindable: Sendable {
  var sqlValue: SQLValue { get }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
  public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLValue: Bindable {
  public var sqlValue: SQLValue { self }
}

extension Int: Bindable {
  public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
  public var sqlValue: SQLValue { .integer(self) }
}

extension Bool: Bindable {
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
  public var sqlValue: SQLValue { .real(self) }
}

extension String: Bindable {
  public var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: Bindable {
  public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
