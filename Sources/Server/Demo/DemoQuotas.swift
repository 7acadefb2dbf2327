import Portal

/// The quota requests of the demonstration: one answered with less than was asked for, one that waits.
struct DemoQuotas {
  let portal: Portal
  let territory: DemoTerritory
  let clock: StoryClock

  /// Takes two days.
  func answered() async throws {
    let answered = try await ask(
      [.vcpu: 24, .memoryGiB: 64], of: territory.vendee, as: territory.vendeeLead)
    clock.pass(days: 2)
    _ = try await portal.decideQuotaRequest(
      answered.id, .favourable, granting: [.vcpu: 16],
      reason: "Suffisant pour le besoin annoncé ; à revoir après un trimestre.",
      version: answered.version, as: territory.hostingOfficer)
  }

  func waiting() async throws {
    _ = try await ask([.gpu: 2], of: territory.seaside, as: territory.seasideLead)
  }

  private func ask(
    _ amounts: [ResourceClass: Int], of body: Organisation.ID, as actor: Actor
  ) async throws -> QuotaRequest {
    try await portal.requestQuota(
      of: body, QuotaGrant(amounts: amounts, validFrom: clock.now().day),
      justification: "Besoin d’exemple, pour la démonstration.", as: actor)
  }
}
