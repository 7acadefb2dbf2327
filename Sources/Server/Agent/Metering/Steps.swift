import Portal

/// Amounts by the step that they fall in; steps without one are gaps.
struct Steps: Sendable {
  /// By the second at which the step begins.
  private(set) var amounts: [Int64: Double] = [:]
  let step: Int64

  init(step: Int64) { self.step = step }

  /// What the series of one metric tell, added up. Of a counter that fell, what it has counted since is taken; where a
  /// value is missing, neither of the steps around it has an amount.
  init(_ series: [PrometheusClient.Series], of kind: Metric.Kind, scale: Double, step: Int64) {
    self.step = step
    for values in series {
      for (before, after) in zip(values, values.dropFirst()) where after.at - before.at == step {
        let amount =
          switch kind {
          case .counter:
            after.value >= before.value ? after.value - before.value : after.value
          case .rate: (before.value + after.value) / 2 * Double(step)
          }
        guard amount >= 0 else { continue }
        amounts[before.at, default: 0] += amount * scale
      }
    }
  }

  /// These steps without those that another lacks: what one side does not know cannot be told of both.
  func known(to others: [Steps?]) -> Steps {
    var steps = self
    for other in others.compactMap(\.self) {
      steps.amounts = steps.amounts.filter { other.amounts[$0.key] != nil }
    }
    return steps
  }

  /// The stretches without a gap, cut at each midnight (UTC).
  var spans: [Span] {
    var (spans, begin, end) = ([Span](), Int64?.none, Int64(0))
    func close() {
      guard let start = begin else { return }
      spans += [Span(start: Self.instant(start), end: Self.instant(end))].compactMap(\.self)
      begin = nil
    }
    for second in amounts.keys.sorted() {
      if second != end || second % 86_400 == 0 { close() }
      if begin == nil { begin = second }
      end = second + step
    }
    close()
    return spans
  }

  func sum(within span: Span) -> Double {
    amounts.filter { second, _ in
      span.start <= Self.instant(second) && Self.instant(second) < span.end
    }.values.reduce(0, +)
  }

  private static func instant(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }
}
