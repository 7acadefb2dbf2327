import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What a site states of a year") struct SiteReportTests {
  private func state(
    _ scene: HostingScene, _ indicator: Indicator, _ value: String,
    _ certainty: Certainty = .measured, year: Int = 2025, as actor: Actor? = nil
  ) async throws {
    _ = try await scene.portal.stateIndicator(
      SiteStatement(
        year: year, indicator: indicator, value: value, certainty: certainty,
        source: "compteur d’exemple", asOf: #require(Day("2026-02-01"))), of: scene.site.id,
      as: actor ?? scene.cast.hostingOfficer)
  }

  private func report(_ scene: HostingScene, year: Int = 2025) throws -> SiteReport {
    try scene.portal.siteReport("exemple", year: year, as: scene.cast.auditor)
  }

  @Test("ratios are there when both terms are, and only then")
  func ratios() async throws {
    let scene = try await HostingScene()
    #expect(try report(scene).ratios.isEmpty)
    try await state(scene, .totalEnergy, "1300000")
    try await state(scene, .itEnergy, "1200000", .objective)
    #expect(try report(scene).ratios.isEmpty)
    try await state(scene, .itEnergy, "1000000", .estimated)
    #expect(try report(scene).ratios.map(\.kind) == [.pue, .cue])
    try await state(scene, .water, "180,5")
    try await state(scene, .reusedHeat, "26000")
    try await state(scene, .renewableByGuarantees, "650000")
    try await state(scene, .renewableOnSite, "0")
    let ratios = try report(scene).ratios
    // Without a word on purchase agreements there is no total of renewables.
    #expect(ratios.map(\.kind) == [.pue, .erf, .wue, .cue])
    #expect(ratios.map(\.value) == [1.3, 0.02, 0.181, 0.06])
    #expect(ratios.map(\.certainty) == [.estimated, .measured, .estimated, .estimated])
    try await state(scene, .renewableByPurchase, "0")
    #expect(try report(scene).ratios.first { $0.kind == .ref }?.value == 0.5)
  }

  @Test("the last word counts, all words are kept, objectives stand apart")
  func history() async throws {
    let scene = try await HostingScene()
    try await state(scene, .installedPower, "120", .estimated)
    try await state(scene, .installedPower, "131")
    try await state(scene, .installedPower, "600", .objective)
    try await state(scene, .installedPower, "99", year: 2024)
    let report = try report(scene)
    #expect(report.history.map(\.value) == ["600", "131", "120"])
    #expect(report.fact(.installedPower)?.value == "131")
    #expect(report.objective(.installedPower)?.value == "600")
    #expect(report.isBound == false)
    #expect(try self.report(scene, year: 2023).isBound == nil)
    try await state(scene, .installedPower, "500")
    #expect(try self.report(scene).isBound == true)
  }

  @Test("what cannot be stated is refused in words and leaves nothing")
  func refused() async throws {
    let scene = try await HostingScene()
    func field(_ deed: () async throws -> Void) async -> String? {
      do { try await deed() } catch PortalError.invalid(let complaints) {
        return complaints.map(\.field).joined(separator: " ")
      } catch {}
      return nil
    }
    #expect(await field { try await state(scene, .totalEnergy, "beaucoup") } == "value")
    #expect(await field { try await state(scene, .totalEnergy, "-1") } == "value")
    #expect(await field { try await state(scene, .pue, "0.9") } == "value")
    #expect(await field { try await state(scene, .owner, " ") } == "value")
    #expect(await field { try await state(scene, .water, "1", year: 1999) } == "year")
    #expect(await field { try await state(scene, .water, "1", year: 2027) } == "certainty")
    #expect(await field { try await state(scene, .coolingPlan, "immersion") } == "certainty")
    try await state(scene, .water, "1", .objective, year: 2027)
    for (name, actor) in scene.cast.everybody where name != "hostingOfficer" {
      await #expect(throws: PortalError.self, "\(name)") {
        try await state(scene, .water, "1", as: actor)
      }
    }
    #expect(try scene.test.value("SELECT count(*) FROM siteStatement") == 1)
  }

  @Test("every indicator has words, and those of the regulation a symbol")
  func indicators() {
    #expect(Indicator.allCases.count { !$0.symbol.isEmpty } == 23)
    for indicator in Indicator.allCases {
      #expect(!indicator.label.french.isEmpty && !indicator.label.english.isEmpty)
    }
  }
}
