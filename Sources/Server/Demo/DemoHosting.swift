import Portal

/// The site, quotas, requests and deployments of the demonstration. Every capacity is invented: no figure of the real
/// data center is public (DOMAIN §1.1).
struct DemoHosting {
  let portal: Portal
  let territory: DemoTerritory
  let clock: StoryClock
  let cases: DemoCases.Published
  /// The assisted minutes as the catalogue has them.
  let minutes: SolutionVersion.ID

  /// Sets the site up and tells the story of the requests.
  func tell() async throws {
    let site = try await portal.addSite(Self.site, as: territory.hostingOfficer)
    for body in [territory.region, territory.seaside] {
      _ = try await portal.setQuota(
        of: body,
        to: QuotaGrant(
          amounts: [.vcpu: 64, .memoryGiB: 256, .storageGiB: 2000, .gpu: 1],
          validFrom: clock.now().day), as: territory.hostingOfficer)
    }
    // Asked long ago and never decided: it has expired by now.
    _ = try await submitted("Comptes rendus : essai sans suite", cases.minutes, .small, .internal)
    let quotas = DemoQuotas(portal: portal, territory: territory, clock: clock)
    try await quotas.answered()
    clock.pass(days: 68)
    _ = try await portal.expireHostingRequests()

    let first = try await running()
    var metering = DemoMetering(
      portal: portal, territory: territory, clock: clock, site: site,
      agent: try await DemoSiteAgent(
        at: site, in: portal, clock: clock, as: territory.administrator))
    try await metering.begin()
    try await metering.pass(until: 20, of: first)
    try await underReview()
    try await quotas.waiting()
    try await decidedOtherwise()
    try await metering.pass(until: 1, of: first)
    try await metering.countPlatform()
    try await metering.stateYear()
    try await metering.agent.end(as: territory.administrator)
  }

  /// Amounts are samples.
  static let site = SiteDraft(
    slug: "les-sables-d-olonne", name: "Les Sables-d’Olonne", commune: "85194",
    note:
      "Capacités fictives, pour la démonstration. Le refroidissement par immersion est à l’étude (presse, 2026), non acquis.",
    isSample: true,
    pools: [
      SiteDraft.PoolDraft(
        name: "Général (exemple)", dataClass: .internal,
        inventory: [
          .vcpu: Inventory(total: 256, reserved: 16, allocationRatio: 2, minUnit: 1, maxUnit: 64),
          .memoryGiB: Inventory(total: 1024, reserved: 64, minUnit: 1, maxUnit: 256),
          .storageGiB: Inventory(
            total: 20_000, reserved: 1000, minUnit: 10, maxUnit: 4000, stepSize: 10),
          .gpu: Inventory(total: 0, maxUnit: 0),
        ]),
      SiteDraft.PoolDraft(
        name: "Données personnelles (exemple)", dataClass: .sensitive,
        inventory: [
          .vcpu: Inventory(total: 128, reserved: 8, minUnit: 1, maxUnit: 32),
          .memoryGiB: Inventory(total: 512, reserved: 32, minUnit: 1, maxUnit: 128),
          .storageGiB: Inventory(
            total: 10_000, reserved: 500, minUnit: 10, maxUnit: 2000, stepSize: 10),
          .gpu: Inventory(total: 4, minUnit: 0, maxUnit: 2),
        ]),
    ])

  /// The first one of these is metered.
  private func running() async throws -> Deployment {
    // Runs as long as the demonstration does.
    let first = try await approved(
      "Comptes rendus assistés de la Région", cases.minutes, .medium, .personal, from: minutes)
    // Approved within quota and capacity, but above what the site's agent is told to carry out: it fails, and says why.
    _ = try await approved("Comptes rendus : archives", cases.minutes, .large, .internal)
    // Suspended by its lead.
    let paused = try await approved("Fuites d’eau : secteur nord", cases.water, .small, .internal)
    let suspended = try deployment(of: paused)
    _ = try await portal.suspendDeployment(
      suspended.id, version: suspended.version, as: territory.regionLead)
    // Released: its resources come back when the agent confirms.
    let ended = try await approved("Fuites d’eau : essai terminé", cases.water, .small, .internal)
    let released = try deployment(of: ended)
    _ = try await portal.releaseDeployment(
      released.id, version: released.version, as: territory.regionLead)
    return try deployment(of: first)
  }

  private func underReview() async throws {
    _ = try await submitted("Comptes rendus des commissions", cases.minutes, .small, .internal)
    let reviewed = try await submitted(
      "Comptes rendus du personnel", cases.minutes, .small, .personal)
    _ = try await portal.decideTechnical(
      reviewed.id, .favourable, reason: "Zone adaptée, charge modeste.", version: reviewed.version,
      as: territory.hostingOfficer)
    // Approved once; the rules call for somebody else's approval too.
    var sensitive = try await submitted(
      "Comptes rendus du comité médical", cases.minutes, .small, .sensitive)
    sensitive = try await portal.decideTechnical(
      sensitive.id, .favourable, reason: "Zone protégée disponible.", version: sensitive.version,
      as: territory.hostingOfficer)
    sensitive = try await portal.decideDataProtection(
      sensitive.id, .favourable, reason: "AIPD réalisée, accès restreints.",
      version: sensitive.version, as: territory.regionDPO)
    _ = try await portal.decideApproval(
      sensitive.id, .favourable, reason: "Conforme au quota.", version: sensitive.version,
      as: territory.approver)
    _ = try await portal.draftHostingRequest(
      draft("Fuites d’eau : tout le réseau", cases.water, .large, .internal),
      as: territory.regionLead)
  }

  private func decidedOtherwise() async throws {
    let refused = try await submitted("Entraînement d’un modèle", cases.minutes, .large, .internal)
    _ = try await portal.decideTechnical(
      refused.id, .unfavourable, reason: "L’entraînement n’est pas prévu sur ce site.",
      version: refused.version, as: territory.hostingOfficer)
    let withdrawn = try await submitted("Doublon", cases.water, .small, .internal)
    _ = try await portal.withdrawHostingRequest(
      withdrawn.id, version: withdrawn.version, as: territory.regionLead)
  }

  // MARK: - Steps

  private func approved(
    _ title: String, _ useCase: UseCase.ID, _ wanted: Resources, _ dataClass: DataClass,
    from solution: SolutionVersion.ID? = nil
  ) async throws -> HostingRequest {
    var request = try await submitted(title, useCase, wanted, dataClass, from: solution)
    clock.pass(days: 1)
    request = try await portal.decideTechnical(
      request.id, .favourable, reason: "Faisable dans la zone prévue.", version: request.version,
      as: territory.hostingOfficer)
    if dataClass.isPersonal {
      request = try await portal.decideDataProtection(
        request.id, .favourable, reason: "AIPD réalisée, durée de conservation fixée.",
        version: request.version, as: territory.regionDPO)
    }
    return try await portal.decideApproval(
      request.id, .favourable, reason: "Conforme au quota et à l’usage annoncé.",
      version: request.version, as: territory.approver)
  }

  private func submitted(
    _ title: String, _ useCase: UseCase.ID, _ wanted: Resources, _ dataClass: DataClass,
    from solution: SolutionVersion.ID? = nil
  ) async throws -> HostingRequest {
    var draft = draft(title, useCase, wanted, dataClass)
    draft.solution = solution
    let request = try await portal.draftHostingRequest(draft, as: territory.regionContributor)
    return try await portal.submitHostingRequest(
      request.id, version: request.version, as: territory.regionLead)
  }

  private func draft(
    _ title: String, _ useCase: UseCase.ID, _ wanted: Resources, _ dataClass: DataClass
  ) -> HostingRequestDraft {
    let today = clock.now().day
    return HostingRequestDraft(
      useCase: useCase, title: "\(title) (exemple)", wanted: wanted, start: today,
      end: today.adding(days: 365),
      dataClass: dataClass, aipdState: dataClass.isPersonal ? .done : .notRequired,
      maintainer: territory.partners[0],
      justification: "Besoin d’exemple, pour la démonstration.")
  }

  private func deployment(of request: HostingRequest) throws -> Deployment {
    let record = try portal.hostingRequest(request.id, as: territory.regionLead)
    guard let id = record.deployment else { throw PortalError.notFound }
    return try portal.deployment(id, as: territory.regionLead).deployment
  }
}

extension Resources {
  fileprivate static let small = Resources(vcpu: 2, memoryGiB: 4, storageGiB: 20)
  fileprivate static let medium = Resources(vcpu: 4, memoryGiB: 16, storageGiB: 100)
  fileprivate static let large = Resources(vcpu: 16, memoryGiB: 64, storageGiB: 500)
}
