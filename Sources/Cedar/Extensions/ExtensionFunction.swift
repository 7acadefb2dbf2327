/// A function of the extension types (decimal, ipaddr, datetime, duration).
public enum ExtensionFunction: String, Hashable, Sendable, CaseIterable {
  // Written as functions: `ip("127.0.0.1")`.
  case decimal, ip, datetime, duration

  // Written as methods: `a.lessThan(b)`.
  case lessThan, lessThanOrEqual, greaterThan, greaterThanOrEqual
  case isIpv4, isIpv6, isLoopback, isMulticast, isInRange
  case offset, durationSince, toDate, toTime
  case toMilliseconds, toSeconds, toMinutes, toHours, toDays

  /// Whether it makes a value from a string and is written as a function; the others are written as
  /// methods.
  public var isConstructor: Bool {
    switch self {
    case .decimal, .ip, .datetime, .duration: true
    default: false
    }
  }

  /// The number of arguments, with the one before the dot of a method.
  public var parameterCount: Int {
    switch self {
    case .lessThan, .lessThanOrEqual, .greaterThan, .greaterThanOrEqual, .isInRange, .offset,
      .durationSince:
      2
    default: 1
    }
  }
}

extension ExtensionFunction {
  func call(_ arguments: [Value]) throws(EvaluationError) -> Value {
    switch (arguments.count, parameterCount) {
    case (1, 1): return try call(arguments[0])
    case (2, 2): return try call(arguments[0], arguments[1])
    default: throw .wrongArguments(self, arguments.map(\.kind))
    }
  }

  /// Applies a function of one parameter.
  func call(_ argument: Value) throws(EvaluationError) -> Value {
    switch (self, argument) {
    case (.decimal, .string(let text)):
      return .decimal(try made(Value.Decimal(parsing: text), from: text))
    case (.ip, .string(let text)):
      return .ipAddress(try made(Value.IPAddress(parsing: text), from: text))
    case (.datetime, .string(let text)):
      return .datetime(try made(Value.Datetime(parsing: text), from: text))
    case (.duration, .string(let text)):
      return .duration(try made(Value.Duration(parsing: text), from: text))
    case (.isIpv4, .ipAddress(let address)): return .bool(!address.isIPv6)
    case (.isIpv6, .ipAddress(let address)): return .bool(address.isIPv6)
    case (.isLoopback, .ipAddress(let address)): return .bool(address.isLoopback)
    case (.isMulticast, .ipAddress(let address)): return .bool(address.isMulticast)
    case (.toDate, .datetime(let instant)): return .datetime(try inRange(instant.date))
    case (.toTime, .datetime(let instant)): return .duration(instant.time)
    case (.toMilliseconds, .duration(let span)): return .long(span.milliseconds)
    case (.toSeconds, .duration(let span)): return .long(span.milliseconds / 1_000)
    case (.toMinutes, .duration(let span)): return .long(span.milliseconds / 60_000)
    case (.toHours, .duration(let span)): return .long(span.milliseconds / 3_600_000)
    case (.toDays, .duration(let span)): return .long(span.milliseconds / 86_400_000)
    default: throw .wrongArguments(self, [argument.kind])
    }
  }

  /// Applies a function of two parameters.
  func call(_ first: Value, _ second: Value) throws(EvaluationError) -> Value {
    switch (self, first, second) {
    case (.lessThan, .decimal(let first), .decimal(let second)): return .bool(first < second)
    case (.lessThanOrEqual, .decimal(let first), .decimal(let second)):
      return .bool(first <= second)
    case (.greaterThan, .decimal(let first), .decimal(let second)): return .bool(first > second)
    case (.greaterThanOrEqual, .decimal(let first), .decimal(let second)):
      return .bool(first >= second)
    case (.isInRange, .ipAddress(let first), .ipAddress(let second)):
      return .bool(first.isInRange(second))
    case (.offset, .datetime(let instant), .duration(let span)):
      return .datetime(try inRange(instant.offset(by: span)))
    case (.durationSince, .datetime(let instant), .datetime(let other)):
      return .duration(try inRange(instant.duration(since: other)))
    default: throw .wrongArguments(self, [first.kind, second.kind])
    }
  }

  private func made<Made>(_ value: Made?, from text: ExactString) throws(EvaluationError) -> Made {
    guard let value else { throw .malformed(self, text) }
    return value
  }

  private func inRange<Result>(_ value: Result?) throws(EvaluationError) -> Result {
    guard let value else { throw .extensionOverflow(self) }
    return value
  }
}
