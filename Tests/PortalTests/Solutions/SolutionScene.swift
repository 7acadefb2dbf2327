import TestSupport

@testable import Portal

/// The workshop's key and what it publishes, for tests.
struct SolutionScene {
  let hosting: HostingScene
  let publisher: Publisher

  var portal: Portal { hosting.portal }
  var cast: Cast { hosting.cast }

  /// The workshop has registered its key.
  init() async throws {
    hosting = try await HostingScene()
    publisher = try Publisher()
    _ = try await hosting.portal.registerSigningKey(
      publisher.publicKey(), of: Self.workshop, as: hosting.cast.partnerLead)
  }

  /// Slugs of the cast.
  static let workshop = "organisation-5"
  static let gigalis = "organisation-1"

  func solution(_ name: String = "Comptes rendus") async throws -> Solution {
    try await portal.publishSolution(
      NewSolution(useCase: hosting.useCase, name: name, summary: "Un résumé."),
      as: cast.partnerLead)
  }

  @discardableResult
  func publish(
    _ version: String, of solution: Solution, needs: Resources = Resources(vcpu: 2, memoryGiB: 4),
    dataClass: DataClass = .internal
  ) async throws -> SolutionVersion {
    let manifest = Publisher.manifest(
      version, of: solution.slug, needs: needs, dataClass: dataClass)
    return try await portal.publishSolutionVersion(
      of: solution.slug, manifest: manifest, signature: publisher.signature(of: manifest),
      as: cast.partnerLead
    ).version
  }

  func withdraw(_ solution: Solution) async throws {
    let now = try portal.solution(slug: solution.slug, as: .visitor).solution
    _ = try await portal.withdrawSolution(
      solution.slug, reason: "Faille.", version: now.version, as: cast.curator)
  }

  func withdraw(
    _ version: SolutionVersion, reason: String = "Faille.", as actor: Actor? = nil
  ) async throws {
    let slug = try portal.solutionRelease(version.id, as: .visitor).solution.slug
    let now = try portal.solution(slug: slug, as: .visitor).solution
    _ = try await portal.withdrawSolution(
      slug, only: version.id, reason: reason, version: now.version, as: actor ?? cast.partnerLead)
  }

  /// A request of the town that starts from a version.
  func draft(
    _ version: SolutionVersion, _ wanted: Resources = Resources(vcpu: 2, memoryGiB: 4),
    _ dataClass: DataClass = .internal
  ) -> HostingRequestDraft {
    var draft = hosting.draft(wanted, dataClass)
    draft.solution = version.id
    return draft
  }

  /// The fields that a deed's complaints are about.
  func complaints(_ deed: () async throws -> Void) async throws -> Set<String> {
    do {
      try await deed()
      return []
    } catch PortalError.invalid(let complaints) {
      return Set(complaints.map(\.field))
    }
  }
}
