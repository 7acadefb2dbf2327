// Decimal numbers, instants and spans of time, which stand in columns as whole numbers.
extension Translator {
  func call(
    _ function: ExtensionFunction, _ arguments: [Term], _ expression: Expression
  ) throws(Refusal) -> Term {
    guard arguments.count == function.parameterCount else { return .failure }
    switch function {
    case .lessThan: return compared(arguments, .less)
    case .lessThanOrEqual: return compared(arguments, .lessOrEqual)
    case .greaterThan: return compared(arguments, .greater)
    case .greaterThanOrEqual: return compared(arguments, .greaterOrEqual)
    case .offset:
      guard let instant = arguments[0].scalar(of: .datetime),
        let span = arguments[1].scalar(of: .duration)
      else { return .failure }
      return reckoned(instant, "+", span, as: .datetime)
    case .durationSince:
      guard let instant = arguments[0].scalar(of: .datetime),
        let other = arguments[1].scalar(of: .datetime)
      else { return .failure }
      return reckoned(instant, "-", other, as: .duration)
    case .toDate:
      guard let instant = arguments[0].scalar(of: .datetime) else { return .failure }
      return .scalar(
        Scalar(
          "(\(instant.sql) - \(timeOfDay(instant)))", .datetime, mayFail: true,
          origin: .unchecked))
    case .toTime:
      guard let instant = arguments[0].scalar(of: .datetime) else { return .failure }
      return .scalar(Scalar(timeOfDay(instant), .duration, mayFail: instant.mayFail))
    case .toMilliseconds: return counted(arguments[0], 1)
    case .toSeconds: return counted(arguments[0], 1_000)
    case .toMinutes: return counted(arguments[0], 60_000)
    case .toHours: return counted(arguments[0], 3_600_000)
    case .toDays: return counted(arguments[0], 86_400_000)
    case .isIpv4, .isIpv6, .isLoopback, .isMulticast, .isInRange:
      throw refusal(expression, "internet addresses")
    case .decimal, .ip, .datetime, .duration:
      throw refusal(expression, "reading a text as \(function.rawValue)")
    }
  }

  private func compared(_ arguments: [Term], _ sign: Predicate.Sign) -> Term {
    compared(arguments[0], sign, arguments[1], as: .decimal) ?? .failure
  }

  /// The milliseconds since midnight; `%` alone is negative before 1970.
  private func timeOfDay(_ instant: Scalar) -> SQLExpression {
    "((\(instant.sql) % 86400000 + 86400000) % 86400000)"
  }

  /// A span of time in whole units, cut off towards zero as `/` does.
  private func counted(_ span: Term, _ milliseconds: Int) -> Term {
    guard let span = span.scalar(of: .duration) else { return .failure }
    return .scalar(
      Scalar("(\(span.sql) / \(sql: "\(milliseconds)"))", .long, mayFail: span.mayFail))
  }
}
