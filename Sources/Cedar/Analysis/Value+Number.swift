extension Value {
  /// What orders it among its kind; nil where there is no order.
  var number: Int64? {
    switch self {
    case .long(let number): number
    case .decimal(let decimal): decimal.scaled
    case .datetime(let instant): instant.milliseconds
    case .duration(let span): span.milliseconds
    case .bool, .string, .entity, .set, .record, .ipAddress: nil
    }
  }

  /// The value of the same kind so far behind; nil where there is none.
  func moved(by distance: Int64) -> Value? {
    guard let number else { return nil }
    let (sum, overflows) = number.addingReportingOverflow(distance)
    guard !overflows else { return nil }
    return switch self {
    case .decimal: .decimal(Decimal(scaled: sum))
    case .datetime: .datetime(Datetime(milliseconds: sum))
    case .duration: .duration(Duration(milliseconds: sum))
    default: .long(sum)
    }
  }
}
