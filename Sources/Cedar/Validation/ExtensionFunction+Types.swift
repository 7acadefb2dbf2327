extension ExtensionFunction {
  /// What it takes, the value before the dot of a method first.
  var parameterTypes: [StaticType] {
    switch self {
    case .decimal, .ip, .datetime, .duration: [.string]
    case .lessThan, .lessThanOrEqual, .greaterThan, .greaterThanOrEqual: [.decimal, .decimal]
    case .isIpv4, .isIpv6, .isLoopback, .isMulticast: [.ipAddress]
    case .isInRange: [.ipAddress, .ipAddress]
    case .offset: [.datetime, .duration]
    case .durationSince: [.datetime, .datetime]
    case .toDate, .toTime: [.datetime]
    case .toMilliseconds, .toSeconds, .toMinutes, .toHours, .toDays: [.duration]
    }
  }

  var resultType: StaticType {
    switch self {
    case .decimal: .decimal
    case .ip: .ipAddress
    case .datetime, .offset, .toDate: .datetime
    case .duration, .durationSince, .toTime: .duration
    case .toMilliseconds, .toSeconds, .toMinutes, .toHours, .toDays: .long
    case .lessThan, .lessThanOrEqual, .greaterThan, .greaterThanOrEqual, .isIpv4, .isIpv6,
      .isLoopback, .isMulticast, .isInRange:
      .bool
    }
  }
}
