import JSON

// The workflow, one method per deed. Each takes the version of the use case that the decision was based on, and throws
// `stale` when it has changed meanwhile.
extension Portal {
  /// Hands a draft to the operator.
  public func proposeUseCase(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .propose, .proposeUseCase, as: actor)
  }

  /// Takes a proposal into the Fabrique: co-building may start.
  public func admitUseCase(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .admit, .admitUseCase, as: actor)
  }

  /// Ends a proposal, with the reason.
  public func declineUseCase(
    _ id: UseCase.ID, reason: String, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(
      id, version: version, by: .decline, .declineUseCase, reason: reason, as: actor)
  }

  /// Opens an admitted case to its participants, among them a public body and a partner.
  public func startCoBuilding(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .startCoBuilding, .startCoBuilding, as: actor)
  }

  /// Hands the sheet to the reviewer. Throws `invalid` with every gap on it at once.
  public func submitUseCase(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .submit, .submitUseCase, as: actor) {
      work, useCase in
      let gaps = try work.revisions.namedSheet(of: id, revision: useCase.currentRevision).gaps()
      guard gaps.isEmpty else { throw PortalError.invalid(gaps) }
    }
  }

  /// Sends the case back to co-building, with the reasons.
  public func returnUseCase(
    _ id: UseCase.ID, reason: String, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .return, .returnUseCase, reason: reason, as: actor)
  }

  /// Puts the current revision into the public library.
  public func publishUseCase(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .publish, .publishUseCase, as: actor)
  }

  /// Opens a working copy of a published case; the published revision stays visible.
  public func reopenUseCase(
    _ id: UseCase.ID, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(id, version: version, by: .reopen, .reopenUseCase, as: actor)
  }

  /// Takes the case out of the library for good.
  public func archiveUseCase(
    _ id: UseCase.ID, reason: String, version: Int, as actor: Actor
  ) async throws -> UseCase {
    try await advance(
      id, version: version, by: .archive, .archiveUseCase, reason: reason, as: actor)
  }

  /// What every step of the workflow has in common. `reason` is for the steps that need one; `check` is what the step asks
  /// of the content, once rules and state allow it.
  private func advance(
    _ id: UseCase.ID, version: Int, by event: UseCase.Event, _ action: Action,
    reason: String? = nil, as actor: Actor,
    check: @Sendable (Work, UseCase) throws -> Void = { _, _ in }
  ) async throws -> UseCase {
    let reason = try reason.map { reason throws(PortalError) in try Prose.reason.accept(reason) }
    return try await work(as: actor) { work in
      var useCase = try work.visibleUseCase(id)
      let permit = try work.permit(action, on: useCase, detail: useCase.trace(reason: reason))
      try useCase.requireVersion(version)
      try check(work, useCase)
      try useCase.apply(event, reason: reason, at: work.now)
      try work.useCases.save(&useCase, permit)
      switch event {
      case .publish: try work.showInLibrary(useCase, permit)
      case .archive: try work.library.withdraw(useCase, permit)
      default: break
      }
      return useCase
    }
  }
}

extension Work {
  /// Puts the published revision into the library.
  fileprivate func showInLibrary(_ useCase: UseCase, _ permit: borrowing Permit<UseCase>) throws {
    guard let owner = try organisations.find(useCase.initiator) else {
      throw PortalError.damaged("use case \(useCase.id): its initiator is missing")
    }
    let sheet = try revisions.namedSheet(of: useCase.id, revision: useCase.currentRevision)
    try library.publish(useCase, sheet, of: owner, permit)
  }
}

extension UseCase {
  func requireVersion(_ version: Int) throws {
    guard version == self.version else {
      throw PortalError.stale(Staleness(currentVersion: self.version, differences: []))
    }
  }

  /// What the audit log keeps of a step.
  fileprivate func trace(reason: String?) -> Audit.Detail {
    let revision = ("revision", JSON.integer(Int64(currentRevision)))
    return if let reason { [revision, ("reason", .string(reason))] } else { [revision] }
  }
}

extension Prose {
  fileprivate static let reason = Prose(
    field: "reason", label: Text("Motif", "Reason"), maximum: 2500)
}
