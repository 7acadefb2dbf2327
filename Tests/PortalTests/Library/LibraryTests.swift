import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("The public library")
struct LibraryTests {
  /// A portal with entries of every kind: `count` imported rows whose values cycle at different lengths.
  private func filled(_ count: Int) async throws -> TestPortal {
    let test = try await TestPortal()
    var library = SampleLibrary()
    let subThemes = SheetChoice.subThemes.compactMap(\.interconnectes)
    for index in 0..<count {
      var row = SampleLibrary.plain
      row[.project] = "Projet \(index) \(["eau", "énergie", "cœur de ville"][index % 3])"
      row[.description] = index % 5 == 0 ? "Détection de fuites d’eau." : "Autre chose."
      row[.theme] = SheetChoice.themes[index % 6].interconnectes
      row[.subThemes] = subThemes[index % 34] + ", " + subThemes[(index + 7) % 34]
      row[.audience] = SheetChoice.audiences[index % 9].interconnectes
      row[.status] =
        ["En exploration", "En expérimentation", "En déploiement", "Terminée"][index % 4]
      row[.updated] = "0\(1 + index % 7)/05/2025"
      library.rows.append(row)
    }
    let report = try await test.portal.importUseCases(library.bytes, as: .console)
    #expect(report.added == count)
    return test
  }

  /// Every entry, page by page.
  private func all(
    _ query: LibraryQuery, of test: TestPortal, limit: Int = 7
  ) throws -> [LibraryEntry] {
    var entries: [LibraryEntry] = []
    var cursor: Cursor?
    repeat {
      let page = try test.portal.library(query, after: cursor, limit: Limit(clamping: limit)).page
      entries += page.items
      cursor = try page.next.map { try #require(Cursor(text: $0.text, parts: 2)) }
    } while cursor != nil
    return entries
  }

  @Test("publishing shows the public part of a case, archiving takes it out")
  func life() async throws {
    let test = try await TestPortal()
    for state in UseCase.State.allCases where state != .published {
      _ = try await test.useCase(in: state)
      #expect(try test.portal.library().page.total == 0, "\(state)")
    }
    let useCase = try await test.useCase(in: .published)
    let entry = try #require(try test.portal.library().page.items.first)
    #expect(entry.useCase == useCase.id)
    #expect(entry.title == "Comptes rendus assistés")
    #expect(entry.summary == "Aide à la rédaction des comptes rendus de séance.")
    #expect(entry.owner == "Ville d’Exemple")
    #expect((entry.theme, entry.maturity, entry.riskClass) == ("administration", "pilot", .limite))
    let sheet = try test.portal.librarySheet(slug: useCase.slug, as: .visitor)
    #expect(sheet.sheet == SampleSheet.complete.showing([.public]))
    #expect(sheet.participations.map(\.organisation) == [test.cast.town, test.cast.workshop])

    _ = try await test.portal.archiveUseCase(
      useCase.id, reason: "Plus utilisé", version: useCase.version, as: test.cast.curator)
    #expect(try test.portal.library().page.total == 0)
    #expect(try test.portal.library().facets.allSatisfy { $0.values.isEmpty })
    #expect(try test.portal.library(LibraryQuery(text: "comptes")).page.total == 0)
    #expect(throws: PortalError.self) {
      try test.portal.librarySheet(slug: useCase.slug, as: test.cast.townLead)
    }
  }

  @Test("a working copy shows once it is published, and replaces what was there")
  func republished() async throws {
    let test = try await TestPortal()
    var useCase = try await test.reopenedUseCase(title: "Nouveau nom")
    useCase = try await test.portal.editSheet(
      useCase.id, SheetChange([.theme: .choice("mobility")]), revision: useCase.currentRevision,
      as: test.cast.townLead)
    #expect(try test.portal.library().page.items.first?.title == "Comptes rendus assistés")
    #expect(
      try test.portal.librarySheet(slug: useCase.slug, as: test.cast.townLead).sheet.title
        == "Comptes rendus assistés")
    useCase = try await test.portal.submitUseCase(
      useCase.id, version: useCase.version, as: test.cast.townLead)
    useCase = try await test.portal.publishUseCase(
      useCase.id, version: useCase.version, as: test.cast.curator)
    let answer = try test.portal.library()
    #expect(answer.page.items.map(\.title) == ["Nouveau nom"])
    #expect(answer.facets.first?.values.map(\.code) == ["mobility"])
    #expect(try test.portal.library(LibraryQuery(text: "comptes")).page.total == 1)  // the summary
    #expect(try test.portal.library(LibraryQuery(text: "assistés")).page.total == 0)
  }

  @Test("only what the public may read is found")
  func restrictedWords() async throws {
    let test = try await TestPortal()
    _ = try await test.useCase(in: .published)
    for word in ["secretariat@exemple.fr", "Transcription", "Enregistrements"] {
      #expect(try test.portal.library(LibraryQuery(text: word)).page.total == 0, "\(word)")
    }
    #expect(try test.portal.library(LibraryQuery(text: "saisie manuelle")).page.total == 1)
  }

  @Test(
    "words are found whatever their accents, case, hyphens and ligatures",
    arguments: [
      "energie", "ÉNERGIE", "éner", "e\u{301}nergie", "coeur", "CŒUR de ville", "cœur-de-ville",
      "fuites d'eau", "fuite", "bellerive", "citoyenneté santé", "Détection* (", "agric",
    ])
  func words(_ text: String) async throws {
    let test = try await filled(30)
    let found = try all(LibraryQuery(text: text), of: test)
    #expect(!found.isEmpty)
    #expect(Set(found.map(\.useCase)).count == found.count)
    #expect(try test.portal.library(LibraryQuery(text: text)).page.total == found.count)
  }

  @Test("all words must occur; a title weighs more than a text")
  func ranking() async throws {
    let test = try await TestPortal()
    let library = SampleLibrary(
      [.project: "Alpha", .description: "Un texte sur le stationnement et d’autres choses."],
      [.project: "Stationnement", .description: "Bêta."], [.project: "Gamma"])
    _ = try await test.portal.importUseCases(library.bytes, as: .console)
    let found = try all(LibraryQuery(text: "stationnement"), of: test, limit: 1)
    #expect(found.map(\.title) == ["Stationnement", "Alpha"])
    #expect(
      try all(LibraryQuery(text: "stationnement bêta"), of: test).map(\.title) == ["Stationnement"])
    #expect(try all(LibraryQuery(text: "stationnement gamma"), of: test).isEmpty)
  }

  @Test("newest first, page by page, each entry once")
  func paging() async throws {
    let test = try await filled(40)
    let entries = try all(LibraryQuery(), of: test)
    #expect(entries.count == 40)
    #expect(Set(entries.map(\.useCase)).count == 40)
    let keys = entries.map { [$0.publishedAt.milliseconds, Int64($0.number)] }
    #expect(keys == keys.sorted { $1.lexicographicallyPrecedes($0) })
    let strange = try test.portal.library(after: Cursor("x", "y")).page
    #expect(strange.items.first == entries.first)
  }

  @Test("counts and pages agree with counting one by one")
  func facets() async throws {
    let test = try await filled(60)
    let everything = try all(LibraryQuery(), of: test)
    let sheets = try everything.map { try test.portal.librarySheet(slug: $0.slug, as: .visitor) }
    let selections: [[LibraryFacet: Set<String>]] = [
      [:], [.theme: ["mobility"]], [.theme: ["mobility", "citizenship"]],
      [.theme: ["mobility", "governance"], .maturity: ["pilot"]],
      [
        .audience: ["staff", "public"], .maturity: ["deployed", "finished"], .bodyType: ["Commune"],
      ],
      [.subTheme: ["water"], .riskClass: ["nonEvalue"]], [.riskClass: ["eleve"]],
      [.theme: ["no such value"]],
    ]
    for selection in selections {
      func matches(_ sheet: LibrarySheet, without facet: LibraryFacet?) -> Bool {
        selection.allSatisfy { key, values in
          key == facet || !values.isDisjoint(with: key.values(of: sheet.sheet, owner: sheet.owner))
        }
      }
      let query = LibraryQuery(selection: selection)
      let answer = try test.portal.library(query)
      let wanted = sheets.filter { matches($0, without: nil) }
      #expect(answer.page.total == wanted.count)
      #expect(try all(query, of: test).map(\.slug) == wanted.map(\.slug))
      for (facet, values) in answer.facets {
        let among = sheets.filter { matches($0, without: facet) }
        var counts: [String: Int] = [:]
        for sheet in among {
          for value in facet.values(of: sheet.sheet, owner: sheet.owner) {
            counts[value, default: 0] += 1
          }
        }
        for chosen in selection[facet] ?? []
        where facet.values.contains(where: { $0.code == chosen }) {
          counts[chosen, default: 0] += 0
        }
        #expect(
          Dictionary(uniqueKeysWithValues: values.map { ($0.code, $0.count) }) == counts,
          "\(selection) \(facet)")
        #expect(Set(values.filter(\.isSelected).map(\.code)).isSubset(of: selection[facet] ?? []))
      }
    }
  }

  @Test("words and facets narrow down together")
  func wordsAndFacets() async throws {
    let test = try await filled(60)
    let words = try all(LibraryQuery(text: "énergie"), of: test)
    let query = LibraryQuery(text: "énergie", selection: [.maturity: ["pilot"]])
    let both = try all(query, of: test, limit: 2)
    #expect(Set(both.map(\.slug)) == Set(words.filter { $0.maturity == "pilot" }.map(\.slug)))
    #expect(try test.portal.library(query).page.total == both.count)
    let maturities = try #require(
      try test.portal.library(query).facets.first { $0.facet == .maturity })
    #expect(maturities.values.reduce(0) { $0 + $1.count } == words.count)
  }

}
