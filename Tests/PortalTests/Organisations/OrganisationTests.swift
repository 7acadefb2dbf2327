import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct OrganisationTests {
  private let vendee = NewOrganisation(
    kind: .publicBody, name: " Département de la Vendée ", number: "228 500 013 00658",
    legalCategory: "7220")

  @Test func aPublicBodyIsAddedWithItsStatusAndItsAddress() async throws {
    let test = try await TestPortal()
    let added = try await test.portal.addOrganisation(vendee, as: test.cast.administrator)
    #expect(added.name == "Département de la Vendée")
    #expect(added.slug == "departement-de-la-vendee")
    #expect(added.siren == "228500013")
    #expect(added.siret == "22850001300658")
    #expect(added.publicStatus == .public)
    #expect(try test.auditLines() == ["member addOrganisation done Platform"])
    let found = try test.portal.organisation(slug: added.slug, as: .visitor)
    #expect(found.organisation == added)
    #expect(found.offers.allSatisfy { !$0.isAllowed })
  }

  @Test func twoOfTheSameNameHaveAddressesOfTheirOwn() async throws {
    let test = try await TestPortal()
    let new = NewOrganisation(kind: .partner, name: "Atelier d’été")
    let first = try await test.portal.addOrganisation(new, as: .console)
    let second = try await test.portal.addOrganisation(new, as: .console)
    #expect(first.slug == "atelier-d-ete")
    #expect(second.slug.hasPrefix("atelier-d-ete-"))
    #expect(first.publicStatus == .private)
  }

  @Test func everythingWrongIsSaidAtOnce() async throws {
    let test = try await TestPortal()
    let error = try await test.failure {
      try await test.portal.addOrganisation(
        NewOrganisation(kind: .partner, name: "", number: "123456789", legalCategory: "72100"),
        as: test.cast.administrator)
    }
    #expect(error.fields == ["name", "number", "legalCategory"])
  }

  @Test func aSirenStandsForOneOrganisationAndThereIsOneOperator() async throws {
    let test = try await TestPortal()
    _ = try await test.portal.addOrganisation(vendee, as: .console)
    var again = vendee
    again.name = "Vendée"
    again.kind = .operator
    let error = try await test.failure {
      try await test.portal.addOrganisation(again, as: .console)
    }
    #expect(error.fields == ["number", "kind"])
  }

  @Test func onlyTheAdministratorAddsOrganisationsAndDecides() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody where name != "administrator" {
      _ = try await test.refusal { try await test.portal.addOrganisation(vendee, as: actor) }
      _ = try await test.refusal {
        try await test.portal.decidePublicStatus(
          .public, of: test.cast.unverifiedBody, reason: "Parce que.", version: 1, as: actor)
      }
    }
  }

  @Test func aDecisionIsKeptWithItsReason() async throws {
    let test = try await TestPortal()
    let decided = try await test.portal.decidePublicStatus(
      .public, of: test.cast.unverifiedBody, reason: "Statuts lus le 20 novembre.", version: 1,
      as: test.cast.administrator)
    #expect(decided.publicStatus == .public)
    #expect(decided.publicStatusReason == "Statuts lus le 20 novembre.")
    #expect(decided.version == 2)
    #expect(
      try test.lastAudit().detail
        == #"{"from":"toVerify","to":"public","reason":"Statuts lus le 20 novembre."}"#)
    let stale = try await test.failure {
      try await test.portal.decidePublicStatus(
        .private, of: test.cast.unverifiedBody, reason: "Autre avis.", version: 1,
        as: test.cast.administrator)
    }
    #expect(stale.isStale)
    let unreasoned = try await test.failure {
      try await test.portal.decidePublicStatus(
        .private, of: test.cast.unverifiedBody, reason: " ", version: 2,
        as: test.cast.administrator)
    }
    #expect(unreasoned.fields == ["reason"])
  }

  @Test(arguments: Organisation.PublicStatus.allCases)
  func noDecisionMakesAPartnerPublic(_ status: Organisation.PublicStatus) async throws {
    let test = try await TestPortal()
    for actor in [test.cast.administrator, .console] {
      let refusal = try await test.refusal {
        try await test.portal.decidePublicStatus(
          status, of: test.cast.workshop, reason: "Parce que.", version: 1, as: actor)
      }
      #expect(refusal.forbidding.map(\.id) == ["partner-is-never-public"])
    }
  }

  @Test func theListIsSearchedByNameAndSirenAndPaged() async throws {
    let test = try await TestPortal()
    let added = try await test.portal.addOrganisation(vendee, as: .console)
    func found(_ filter: OrganisationFilter) throws -> [String] {
      let page = try test.portal.organisations(filter, as: .visitor)
      #expect(page.total == page.items.count)
      return page.items.map(\.slug)
    }
    #expect(try found(OrganisationFilter(text: "VENDEE")) == [added.slug])
    #expect(try found(OrganisationFilter(text: "de la vendée")) == [added.slug])
    #expect(try found(OrganisationFilter(text: "228 500 013")) == [added.slug])
    #expect(try found(OrganisationFilter(text: "%")) == [])
    #expect(try found(OrganisationFilter(text: " ")).count == 7)
    #expect(try found(OrganisationFilter(kind: .partner)) == ["organisation-5", "organisation-6"])
    #expect(try found(OrganisationFilter(publicStatus: .toVerify)) == ["organisation-4"])
    var slugs: [String] = []
    var cursor: Cursor?
    repeat {
      let page = try test.portal.organisations(
        after: cursor, limit: Limit(clamping: 3), as: .visitor)
      slugs += page.items.map(\.slug)
      cursor = page.next
    } while cursor != nil
    #expect(slugs == slugs.sorted())
    #expect(slugs.count == 7)
  }

  @Test func everybodyMayOpenEveryOrganisationListed() async throws {
    let test = try await TestPortal()
    for actor in test.cast.everybody.map(\.actor) + [.visitor] {
      for organisation in try test.portal.organisations(as: actor).items {
        #expect(throws: Never.self) {
          _ = try test.portal.organisation(slug: organisation.slug, as: actor)
        }
      }
    }
    #expect(throws: PortalError.self) {
      try test.portal.organisation(slug: "nowhere", as: .visitor)
    }
  }
}
