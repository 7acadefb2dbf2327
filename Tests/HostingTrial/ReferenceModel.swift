import Portal

/// What the ledger and the states of requests and deployments ought to be, kept in the most naive way: lists, and counting
/// day by day. Knows one pool, one organisation and two resource classes.
struct ReferenceModel {
  struct Amount: Equatable {
    var vcpu: Int
    var memoryGiB: Int

    static let zero = Amount(vcpu: 0, memoryGiB: 0)
    static func + (left: Amount, right: Amount) -> Amount {
      Amount(vcpu: left.vcpu + right.vcpu, memoryGiB: left.memoryGiB + right.memoryGiB)
    }
  }

  /// Days are numbers.
  struct Span {
    var amount: Amount
    var from: Int
    var to: Int
    func holds(_ day: Int) -> Bool { from <= day && day < to }
  }

  struct Request {
    var state: HostingRequest.State
    var wanted: Span
    /// The place in `deployments` of what it would change.
    var changes: Int?
    var isReviewed = false
    /// In seconds, as `moment`.
    var submittedAt = 0
    var waitsUntil: Int?
    /// What is held for it.
    var held: [Span] = []
  }

  struct Deployment {
    var span: Span
    var isReleaseOrdered = false
    var isAbsent = false
  }

  let capacity: Amount
  var quota: Amount
  /// After how many days an undecided request expires.
  let patience: Int
  var today: Int
  /// Seconds that have passed.
  var moment = 0
  var requests: [Request] = []
  var deployments: [Deployment] = []
  /// Requests in the waiting list, the first to come first.
  var queue: [Int] = []

  // ── What is held ──

  /// `andOverdue`: what stays on past its end counts without end, though it was never promised.
  func used(on day: Int, without: Int? = nil, andOverdue: Bool = true) -> Amount {
    deployments.indices.reduce(Amount.zero) { sum, index in
      let deployment = deployments[index]
      guard index != without, !deployment.isAbsent, deployment.span.from <= day,
        day < deployment.span.to || andOverdue && deployment.span.to <= today
      else { return sum }
      return sum + deployment.span.amount
    }
  }

  func reserved(on day: Int, without: Int? = nil) -> Amount {
    requests.indices.reduce(Amount.zero) { sum, index in
      guard index != without else { return sum }
      return requests[index].held.reduce(sum) { $1.holds(day) ? $0 + $1.amount : $0 }
    }
  }

  func fits(_ index: Int) -> Bool {
    let request = requests[index]
    for day in max(request.wanted.from, today)..<max(request.wanted.to, today) {
      let others =
        used(on: day, without: request.changes) + reserved(on: day, without: index)
      var granted = Amount.zero
      if let changes = request.changes {
        let span = deployments[changes].span
        if span.holds(day) || span.to <= today { granted = span.amount }
      }
      let wanted = request.wanted.amount
      if wanted.vcpu > granted.vcpu,
        others.vcpu + wanted.vcpu > min(capacity.vcpu, quota.vcpu)
      { return false }
      if wanted.memoryGiB > granted.memoryGiB,
        others.memoryGiB + wanted.memoryGiB > min(capacity.memoryGiB, quota.memoryGiB)
      { return false }
    }
    return true
  }

  // ── What can be done: each says whether it is, and does it ──

  private static let open: [HostingRequest.State] = [.submitted, .underReview, .waitlisted]

  func hasOpenChange(of deployment: Int) -> Bool {
    requests.contains { $0.changes == deployment && Self.open.contains($0.state) }
  }

  private func isCurrent(_ request: Request) -> Bool {
    if let changes = request.changes {
      return request.wanted.to > today && !hasOpenChange(of: changes)
        && !deployments[changes].isReleaseOrdered
    }
    return request.wanted.from >= today
  }

  mutating func submit(_ index: Int) -> Bool {
    guard requests[index].state == .draft, fits(index), isCurrent(requests[index]) else {
      return false
    }
    hold(index)
    return true
  }

  private mutating func hold(_ index: Int) {
    requests[index].state = .submitted
    requests[index].submittedAt = moment
    requests[index].waitsUntil = nil
    let wanted = requests[index].wanted
    let from = max(wanted.from, today)
    guard let changes = requests[index].changes else {
      requests[index].held = [Span(amount: wanted.amount, from: from, to: wanted.to)]
      return
    }
    let span = deployments[changes].span
    let growth = Amount(
      vcpu: max(0, wanted.amount.vcpu - span.amount.vcpu),
      memoryGiB: max(0, wanted.amount.memoryGiB - span.amount.memoryGiB))
    let end = span.to <= today ? wanted.to : min(span.to, wanted.to)
    requests[index].held = [
      Span(amount: growth, from: from, to: end),
      Span(amount: wanted.amount, from: end, to: wanted.to),
    ]
  }

  mutating func enqueue(_ index: Int, until day: Int) -> Bool {
    let wanted = requests[index].wanted.amount
    guard requests[index].state == .draft, !fits(index), isCurrent(requests[index]),
      day >= today, day < min(today + 180, requests[index].wanted.to),
      wanted.vcpu <= min(capacity.vcpu, quota.vcpu),
      wanted.memoryGiB <= min(capacity.memoryGiB, quota.memoryGiB)
    else { return false }
    requests[index].state = .waitlisted
    requests[index].waitsUntil = day
    queue.append(index)
    return true
  }

  /// Serves the queue; whoever finds no room in the pool keeps those behind from it.
  mutating func serve() {
    for index in queue {
      guard fits(index) else {
        // The pool is the obstacle when it would be one without any quota.
        var unbound = self
        unbound.quota = Amount(vcpu: .max, memoryGiB: .max)
        if !unbound.fits(index) { break }
        continue
      }
      hold(index)
    }
    queue.removeAll { requests[$0].state != .waitlisted }
  }

  mutating func withdraw(_ index: Int) -> Bool {
    guard [.draft, .submitted, .underReview, .waitlisted].contains(requests[index].state) else {
      return false
    }
    end(index, as: .withdrawn)
    return true
  }

  mutating func review(_ index: Int, _ isFavourable: Bool) -> Bool {
    guard [.submitted, .underReview].contains(requests[index].state), !requests[index].isReviewed
    else { return false }
    if isFavourable {
      requests[index].state = .underReview
      requests[index].isReviewed = true
    } else {
      end(index, as: .rejected)
    }
    return true
  }

  /// The deployment that it becomes, or changes, is told by the count of `deployments`.
  mutating func approve(_ index: Int, _ isFavourable: Bool) -> Bool {
    guard requests[index].state == .underReview, requests[index].isReviewed else { return false }
    guard isFavourable else {
      end(index, as: .rejected)
      return true
    }
    guard fits(index), requests[index].wanted.to > today else { return false }
    if let changes = requests[index].changes {
      guard !deployments[changes].isReleaseOrdered else { return false }
      deployments[changes].span.amount = requests[index].wanted.amount
      deployments[changes].span.to = requests[index].wanted.to
    } else {
      // As it was held: from the day of submission, or the first day asked for.
      var span = requests[index].wanted
      span.from = requests[index].held[0].from
      deployments.append(Deployment(span: span))
    }
    end(index, as: .approved)
    return true
  }

  mutating func shrink(_ index: Int, to amount: Amount, until day: Int) -> Bool {
    let span = deployments[index].span
    guard !deployments[index].isReleaseOrdered, !hasOpenChange(of: index), amount.vcpu >= 1,
      amount.memoryGiB >= 1, amount.vcpu <= span.amount.vcpu,
      amount.memoryGiB <= span.amount.memoryGiB, day > max(today, span.from), day <= span.to,
      amount != span.amount || day != span.to
    else { return false }
    deployments[index].span.amount = amount
    deployments[index].span.to = day
    return true
  }

  mutating func release(_ index: Int) -> Bool {
    guard !deployments[index].isReleaseOrdered else { return false }
    deployments[index].isReleaseOrdered = true
    return true
  }

  mutating func passDays(_ days: Int) {
    today += days
    moment += days * 86_400
    expire()
  }

  /// What nobody decides in time, what is over, and what would change a deployment that is being released.
  mutating func expire() {
    for index in requests.indices where Self.open.contains(requests[index].state) {
      let request = requests[index]
      let isForgotten = request.state != .waitlisted && request.submittedAt < moment - patience * 86_400
      let isImpatient = request.waitsUntil.map { $0 < today } ?? false
      let isAboutNothing = request.changes.map { deployments[$0].isReleaseOrdered } ?? false
      if isForgotten || isImpatient || isAboutNothing || request.wanted.to <= today {
        end(index, as: .expired)
      }
    }
    queue.removeAll { requests[$0].state != .waitlisted }
  }

  private mutating func end(_ index: Int, as state: HostingRequest.State) {
    requests[index].state = state
    requests[index].held = []
    requests[index].waitsUntil = nil
    queue.removeAll { $0 == index }
  }
}
