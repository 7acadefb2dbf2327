import JSON

/// What became of reported samples.
public struct UsageReceipt: Hashable, Sendable {
  /// Newly taken.
  public var taken = 0
  /// Known already, with the same numbers.
  public var known = 0
}

extension Portal {
  /// Takes what an agent metered at its site: all of it, or with complaints nothing. The same sample again changes
  /// nothing; other numbers for the same time are refused, as are samples that overlap.
  public func reportUsage(
    _ samples: [UsageSample], as actor: Actor
  ) async throws -> UsageReceipt {
    try await work(as: actor) { work in
      let agent = try work.callingAgent()
      guard case .agent(let identity) = actor, let site = try work.sites.find(identity.site) else {
        throw PortalError.signInRequired
      }
      guard (1...UsageSample.mostAtOnce).contains(samples.count) else {
        throw PortalError.invalid(
          "samples",
          Text(
            "De 1 à \(UsageSample.mostAtOnce) échantillons par envoi.",
            "From 1 to \(UsageSample.mostAtOnce) samples at once."))
      }
      let permit = try work.permit(
        .reportUsage, on: site, detail: [("samples", .integer(Int64(samples.count)))])
      var (receipt, complaints) = (UsageReceipt(), Complaints())
      for (index, sample) in samples.enumerated() {
        let field = "samples/\(index)"
        let (sample, found) = sample.checked(at: field, now: work.now)
        complaints.add(found)
        guard found.isEmpty else { continue }
        switch try work.acceptance(of: sample, at: field) {
        case .new(let held):
          try work.usage.insert(sample, holding: held, by: agent.id, of: site, permit)
          receipt.taken += 1
        case .known: receipt.known += 1
        case .refused(let complaint): complaints.add([complaint])
        }
      }
      try complaints.throwIfAny()
      try work.agents.noteCall(of: agent, at: work.now)
      return receipt
    }
  }
}

/// What is to become of a sample.
private enum Acceptance {
  /// Taken, with what the deployment holds.
  case new(holding: Resources)
  case known
  case refused(Complaint)
}

extension UsageSample {
  /// The sample with its source tidied, and everything that is wrong with it.
  fileprivate func checked(at field: String, now: Instant) -> (UsageSample, [Complaint]) {
    var (complaints, sample) = (Complaints(), self)
    sample.source = complaints.read(
      source,
      as: Prose(
        field: "\(field)/source", label: Text("Source", "Source"), maximum: 80, lines: .one))
    complaints.add(self.complaints(at: field, now: now))
    return (sample, complaints.all)
  }
}

extension Work {
  /// Holds a sample that is right in itself against its deployment and what was taken before.
  fileprivate func acceptance(of sample: UsageSample, at field: String) throws -> Acceptance {
    guard let deployment = try deployments.find(sample.deployment),
      try gate.allows(.viewDeployment, on: deployment)
    else {
      return .refused(
        Complaint(
          "\(field)/deployment",
          Text("Ce site n’a pas ce déploiement.", "This site has no such deployment.")))
    }
    let begin = max(deployment.createdAt, deployment.period.start.start)
    let end = deployment.isReleased ? deployment.observed.at ?? now : now
    guard let span = Span(start: sample.start, end: sample.end), span.start >= begin,
      span.end <= end
    else {
      return .refused(
        Complaint(
          "\(field)/start",
          Text(
            "Le déploiement n’existait pas pendant tout ce temps.",
            "The deployment did not exist for all of this time.")))
    }
    let others = try usage.samples(of: deployment.id, overlapping: span)
    guard let other = others.first else { return .new(holding: deployment.granted) }
    if other == sample, others.count == 1 { return .known }
    return .refused(
      Complaint(
        "\(field)/start",
        Text(
          "Un autre usage est déjà enregistré pour ce temps, à partir de \(other.start.rfc3339).",
          "Other usage is recorded for this time already, from \(other.start.rfc3339).")))
  }
}
