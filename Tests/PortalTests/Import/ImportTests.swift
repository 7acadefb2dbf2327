import Foundation
import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Importing the library")
struct ImportTests {
  /// One body twice, one of its rows with a number that does not hold, the first of them in the file.
  private static let sample = SampleLibrary(
    [:],
    [
      .body: "Métropole d’Azur", .project: "Bruit", .siret: "24410051800170",
      .bodyType: "Métropole",
    ],
    [
      .body: "Métropole d’Azur", .project: "Voirie", .siret: "243 100 518 00170",
      .bodyType: "Métropole",
    ],
    [.body: "", .project: "Sans porteur"],
    [.body: "METROPOLE D'AZUR", .project: "Cantines", .siret: "", .bodyType: "Métropole"])

  private func imported(
    _ library: SampleLibrary, into test: TestPortal
  ) async throws -> ImportReport {
    try await test.portal.importUseCases(library.bytes, as: .console)
  }

  /// The whole export, and that its stretches end.
  private func exported(_ test: TestPortal) throws -> String {
    var text = LibraryExport.header(in: .csv)
    var last = 0
    while let stretch = try test.portal.exportUseCases(after: last) {
      #expect(stretch.last > last)
      text += stretch.lines
      last = stretch.last
    }
    return text
  }

  @Test("rows become published use cases of their bodies")
  func rows() async throws {
    let test = try await TestPortal()
    let report = try await imported(Self.sample, into: test)
    #expect((report.added, report.refused, report.present, report.changed) == (4, 1, 0, 0))
    #expect(report.organisationsAdded == 2)
    #expect(report.rows.map(\.line) == [2, 3, 4, 5, 6])
    #expect(try test.auditLines() == ["console importUseCases done Platform"])

    let answer = try test.portal.library()
    #expect(answer.page.total == 4)
    let sheet = try test.portal.librarySheet(slug: "lecture-des-compteurs", as: .visitor)
    #expect(sheet.owner.name == "Ville de Bellerive")
    #expect(sheet.owner.siren == "218599991")
    #expect(sheet.owner.publicStatus == .toVerify)
    #expect(sheet.publishedAt.day == Day("2025-05-06"))
    #expect(sheet.sheet.riskClass == .nonEvalue)
    #expect(sheet.origin?.source == LibraryColumn.source)
    #expect(sheet.origin?.flags.isEmpty == true)

    let noise = try test.portal.librarySheet(slug: "bruit", as: .visitor)
    #expect(noise.owner.siren == "243100518")
    #expect(
      noise.owner.id == (try test.portal.librarySheet(slug: "cantines", as: .visitor).owner.id))
    #expect(
      noise.origin?.flags.map(\.kind) == [.siretCheckDigit, .beyondSchema])
    #expect(noise.origin?.flags.first?.value == "24410051800170")
  }

  @Test("an imported case has its first revision, its initiator and a state like any other")
  func useCase() async throws {
    let test = try await TestPortal()
    _ = try await imported(Self.sample, into: test)
    let id = try #require(try test.portal.library().page.items.first).useCase
    let record = try test.portal.useCase(id, as: test.cast.curator)
    #expect(record.state == .published)
    #expect(record.revisions.count == 1)
    #expect(record.revisions.first?.author == nil)
    #expect(record.initiator?.state == .accepted)
  }

  @Test("importing twice changes nothing, whatever the order of the rows")
  func twice() async throws {
    let test = try await TestPortal()
    _ = try await imported(Self.sample, into: test)
    let before = try test.value("SELECT count(*) || max(version) FROM useCase") as String?
    var turned = Self.sample
    turned.rows.reverse()
    let report = try await imported(turned, into: test)
    #expect((report.added, report.present, report.refused) == (0, 4, 1))
    #expect(report.organisationsAdded == 0)
    #expect(try test.value("SELECT count(*) || max(version) FROM useCase") == before)
    #expect(try test.value("SELECT count(*) FROM revision") == 4)
    #expect(try test.portal.library().page.total == 4)
  }

  @Test("what changed at the source is reported, not taken over")
  func changed() async throws {
    let test = try await TestPortal()
    _ = try await imported(Self.sample, into: test)
    var later = Self.sample
    later.rows[0][.status] = "Abandonné"
    later.rows[0][.description] = "Ne lit plus."
    later.rows[1][.siret] = "24310051800170"
    let report = try await imported(later, into: test)
    #expect((report.added, report.present, report.changed) == (0, 2, 2))
    let columns = report.rows.compactMap { row in
      if case .changed(_, let columns) = row.outcome { columns } else { nil }
    }
    #expect(columns == [["Description_service", "Statut_du_projet"], ["SIRET"]])
    let sheet = try test.portal.librarySheet(slug: "lecture-des-compteurs", as: .visitor)
    #expect(sheet.sheet.text(.description) == "Lit les compteurs.")
  }

  @Test("one project twice in a file is taken once")
  func duplicate() async throws {
    let test = try await TestPortal()
    let report = try await imported(
      SampleLibrary([:], [.project: "  Lecture des  COMPTEURS"], [:]), into: test)
    #expect((report.added, report.refused) == (1, 2))
    guard case .refused(let refusal) = report.rows[1].outcome else {
      Issue.record("taken")
      return
    }
    #expect(refusal.reason.english == "Line 2 describes this project already.")
  }

  @Test("a body that is in the portal already is found by its number")
  func knownBody() async throws {
    let test = try await TestPortal()
    try await test.portal.database.write { [town = test.cast.town] connection in
      _ = try connection.run("UPDATE organisation SET siren = '218599991' WHERE id = \(town)")
    }
    let report = try await imported(SampleLibrary([:]), into: test)
    #expect(report.organisationsAdded == 0)
    let sheet = try test.portal.librarySheet(slug: "lecture-des-compteurs", as: .visitor)
    #expect(sheet.owner.id == test.cast.town)
  }

  @Test("two bodies of one name and different numbers are two")
  func namesakes() async throws {
    let test = try await TestPortal()
    let report = try await imported(
      SampleLibrary([:], [.siret: "24859999500011", .bodyType: "EPCI"]), into: test)
    #expect((report.added, report.organisationsAdded) == (2, 2))
  }

  @Test("another file leaves nothing behind")
  func otherFile() async throws {
    let test = try await TestPortal()
    await #expect(throws: PortalError.self) {
      try await test.portal.importUseCases(Array("Nom;SIRET\n".utf8), as: .console)
    }
    #expect(try test.auditCount() == 0)
    #expect(try test.value("SELECT count(*) FROM useCase") == 0)
  }

  @Test("only the curator and the console import")
  func rights() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody {
      let count = try test.auditCount()
      if name == "curator" || name == "otherCurator" {
        _ = try await test.portal.importUseCases(SampleLibrary([:]).bytes, as: actor)
      } else {
        let error = await #expect(throws: PortalError.self) {
          try await test.portal.importUseCases(SampleLibrary([:]).bytes, as: actor)
        }
        guard case .refused = error else {
          Issue.record("\(name): \(String(describing: error))")
          continue
        }
        #expect(try test.auditLines(after: count) == ["member importUseCases refused Platform"])
      }
    }
    #expect(try test.value("SELECT count(*) FROM useCase") == 1)
  }

  @Test("nothing remains of an import that fails half-way")
  func atomic() async throws {
    struct Fault: Error {}
    let test = try await TestPortal()
    try await test.portal.database.write { connection in
      var count = 0
      connection.beforeStatement = { _ in
        count += 1
        if count == 40 { throw Fault() }
      }
    }
    await #expect(throws: Fault.self) { try await imported(Self.sample, into: test) }
    try await test.portal.database.write { $0.beforeStatement = nil }
    #expect(try test.auditCount() == 0)
    #expect(try test.value("SELECT count(*) FROM useCase") == 0)
    #expect(try test.value("SELECT count(*) FROM libraryFacet") == 0)
    #expect(try test.value("SELECT count(*) FROM organisation WHERE source IS NOT NULL") == 0)
  }

  @Test("the report says the same to people and to programs")
  func report() async throws {
    let test = try await TestPortal()
    let report = try await imported(Self.sample, into: test)
    let json = report.json
    #expect(json["counts"]?["added"]?.int == 4)
    #expect(json["counts"]?["flagged"]?.int == 3)
    #expect(json["findings"]?["siretCheckDigit"]?.int == 1)
    #expect(json["rows"]?[3]?["outcome"]?.text == "refused")
    #expect(json["rows"]?[3]?["refusal"]?["column"]?.text == "Nom_collectivite")
    #expect(json["rows"]?[1]?["findings"]?[0]?["line"]?.int == 3)
    for language in Language.allCases {
      let lines = report.lines(in: language)
      #expect(lines.first?.hasPrefix("5 ") == true)
      #expect(lines.contains { $0.contains("Sans porteur") })
    }
  }

  @Test("what is exported is read back as the same")
  func roundTrip() async throws {
    let test = try await TestPortal()
    _ = try await imported(SampleLibrary([:], [.project: "Autre, avec « virgule »\"s"]), into: test)
    let text = try exported(test)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4)
    let wanted = """
      Ville de Bellerive,Lecture des compteurs,21859999100013,46.67,-1.4279228,Commune,03/2024,En déploiement,\
      Atelier-Studio,Lit les compteurs.,"Citoyenneté, santé et solidarité","Gestion de l'eau, Agriculture",\
      "Grand public, Agent",https://exemple.fr/compteurs,,06/05/2025
      """
    #expect(lines[1] == wanted)
    let report = try await test.portal.importUseCases(Array(text.utf8), as: .console)
    #expect((report.present, report.flagged) == (2, 0))
  }

  @Test("an export holds public fields only")
  func publicFields() async throws {
    let test = try await TestPortal()
    _ = try await test.useCase(in: .published)
    let text = try exported(test)
    #expect(text.contains("Comptes rendus assistés"))
    #expect(!text.contains("secretariat@exemple.fr"))
    #expect(!text.contains("Interne"))
  }

  @Test("the published file becomes 33 use cases, and no more the second time")
  func published() async throws {
    let bytes = try PublishedFile.bytes()
    let test = try await TestPortal()
    let first = try await test.portal.importUseCases(bytes, as: .console)
    #expect((first.added, first.refused, first.flagged) == (33, 0, 29))
    #expect(first.organisationsAdded == 24)
    let second = try await test.portal.importUseCases(bytes, as: .console)
    #expect((second.added, second.present, second.changed) == (0, 33, 0))
    // Three rows of the file carry a number that is not their body's, which the export corrects.
    let third = try await test.portal.importUseCases(Array(try exported(test).utf8), as: .console)
    #expect((third.added, third.present, third.changed, third.refused) == (0, 30, 3, 0))
  }
}
