/// What a hosting request would put in the place of a deployment: the portal moves no data, so that a new deployment is
/// ordered, and both run for a time in which the data are taken over.
public struct Succession: Hashable, Sendable {
  /// The deployment to be replaced.
  public let predecessor: Deployment.ID
  /// The body whose deployment that is.
  public let giver: Organisation.ID
  /// The body to be hosted.
  public let receiver: Organisation.ID
  /// Where the successor would run.
  public let site: Site.ID

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The same body, at another site.
    case move
    /// Another body, at the same site.
    case takeOver

    public var label: Text {
      switch self {
      case .move: Text("déménagement", "move")
      case .takeOver: Text("reprise", "take-over")
      }
    }
  }

  public var kind: Kind { giver == receiver ? .move : .takeOver }
}

extension HostingRequest {
  /// The deployment of the same body that it would change or replace: what that holds, the quotas do not count again.
  var exchanges: Deployment.ID? {
    changes ?? (succession?.kind == .move ? succession?.predecessor : nil)
  }

  /// Whether a pool accepts its data and is at a site where it may run.
  func canUse(_ pool: Pool) -> Bool {
    pool.dataClass >= dataClass && (succession == nil || succession?.site == pool.site)
  }

  /// The period of the deployment that it becomes on a day: a successor begins with its approval.
  func periodGranted(on today: Day) -> Period {
    succession == nil ? period : period.startingNoEarlier(than: today) ?? period
  }
}

extension HostingRequestDraft {
  /// Everything that stands now against the replacing of a deployment; nothing where none is replaced. `request`: the one
  /// that the draft is of, which is no obstacle to itself.
  func complaintsAboutSuccession(
    in transaction: some Transaction, besides request: HostingRequest.ID? = nil
  ) throws -> [Complaint] {
    guard let succession else { return [] }
    guard let predecessor = try transaction.deployments.find(succession.predecessor) else {
      return [Complaint("predecessor", Self.notTheirs)]
    }
    if let obstacle = try transaction.obstacle(toReplacing: predecessor) {
      return [Complaint("predecessor", obstacle)]
    }
    var complaints = Complaints()
    complaints.expect(
      start <= transaction.now.day, "start",
      Text(
        "Le nouveau déploiement commence dès l’approbation : le début n’est pas à venir.",
        "The new deployment begins with the approval: its start is not in the future."))
    complaints.expect(
      try !transaction.hostingRequests.hasOpenRequest(
        of: succession.receiver, about: predecessor.id, besides: request),
      "predecessor", Self.changeIsOpen)
    switch succession.kind {
    case .move:
      try check(moveOf: predecessor, to: succession.site, in: transaction, &complaints)
    case .takeOver:
      let offer = try transaction.deploymentOffers.standing(for: predecessor.id)
      complaints.expect(
        offer?.receiver == succession.receiver, "predecessor",
        Text(
          "Ce déploiement n’est pas, ou n’est plus, proposé à votre organisme.",
          "This deployment is not, or no longer, offered to your body."))
    }
    return complaints.all
  }

  /// What moves stays the same but for its site.
  private func check(
    moveOf predecessor: Deployment, to site: Site.ID, in transaction: some Transaction,
    _ complaints: inout Complaints
  ) throws {
    complaints.expect(
      site != predecessor.site, "site",
      Text("Le déploiement est déjà à ce site.", "The deployment is at this site already."))
    complaints.expect(
      wanted == predecessor.granted, ResourceClass.vcpu.rawValue,
      Text(
        "Un déménagement garde les ressources accordées : modifiez-les avant ou après.",
        "A move keeps the resources that were granted: change them before or after."))
    complaints.expect(
      end == predecessor.period.end, "end",
      Text(
        "Un déménagement garde la fin accordée, le \(predecessor.period.end) : prolongez avant ou après.",
        "A move keeps the end that was granted, \(predecessor.period.end): extend before or after.")
    )
    complaints.expect(
      try keepsUseCase(of: predecessor, in: transaction), "useCase",
      Text("Un déménagement garde le cas d’usage.", "A move keeps the use case."))
  }
}

extension HostingRequest {
  /// Whether what it would replace can still be replaced, and is asked for in time; so it is where it replaces nothing.
  func mayStillSucceed(in transaction: some Transaction) throws -> Bool {
    try draft.complaintsAboutSuccession(in: transaction, besides: id).isEmpty
      && succession?.complaintsAboutOfferDay(in: transaction).isEmpty ?? true
  }
}

extension Succession {
  /// A take-over is asked for by the last day of the offer; deciding may take longer.
  func complaintsAboutOfferDay(in transaction: some Transaction) throws -> [Complaint] {
    guard let offer = try transaction.deploymentOffers.standing(for: predecessor),
      !offer.isOpen(on: transaction.now.day)
    else { return [] }
    return [
      Complaint(
        "predecessor",
        Text(
          "L’offre valait jusqu’au \(offer.until).", "The offer was open until \(offer.until)."))
    ]
  }
}

extension Deployment {
  static let isReplaced = Text(
    "Un autre déploiement remplace déjà celui-ci.",
    "Another deployment replaces this one already.")
}

extension Transaction {
  /// What stands against putting another deployment in the place of this one, whoever asks; `nil` when nothing does.
  func obstacle(toReplacing deployment: Deployment) throws -> Text? {
    if deployment.desired.state == .released {
      return Text("Ce déploiement est libéré.", "This deployment is released.")
    }
    if deployment.period.start > now.day {
      return Text(
        "Ce déploiement ne commence que le \(deployment.period.start) : libérez-le, et demandez-en un autre.",
        "This deployment begins only on \(deployment.period.start): release it and ask for another."
      )
    }
    return try deployments.successor(of: deployment.id) == nil ? nil : Deployment.isReplaced
  }
}
