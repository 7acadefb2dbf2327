import Foundation
import TestSupport
import Testing

@testable import Portal

@Suite("Reading the library's file")
struct LibraryFileTests {
  private static let today = Day(daysSince1970: 20_778)  // 2026-11-21

  private func rows(_ bytes: [UInt8]) throws -> [LibraryFile.Row] {
    try LibraryFile(bytes, today: Self.today).rows
  }

  private func row(_ change: [LibraryColumn: String]) throws -> ImportedRow {
    let rows = try rows(SampleLibrary(change).bytes)
    return try #require(rows.first).content.get()
  }

  @Test("a plain row is taken whole, without a remark")
  func plain() throws {
    let row = try row([:])
    #expect(row.findings.isEmpty)
    #expect(row.body.name == "Ville de Bellerive")
    #expect(row.body.siren == "218599991")
    #expect(row.body.siret == "21859999100013")
    #expect(row.body.latitude == 46.67)
    #expect(row.body.longitude == -1.4279228)
    #expect(row.updated == Day("2025-05-06"))
    #expect(
      row.sheet
        == Sheet([
          .title: .text("Lecture des compteurs"), .description: .text("Lit les compteurs."),
          .theme: .choice("citizenship"), .subThemes: .choices(["water", "agriculture"]),
          .audience: .choices(["public", "staff"]), .maturity: .choice("deployed"),
          .startMonth: .text("2024-03"), .partners: .text("Atelier-Studio"),
          .serviceLink: .text("https://exemple.fr/compteurs"), .riskClass: .choice("nonEvalue"),
        ]))
  }

  @Test(
    "what is doubtful is taken and said",
    arguments: [
      ([.siret: "243 100 518 00170", .bodyType: "EPCI"], ["spacesRemoved SIRET"]),
      ([.siret: "24410051800170", .bodyType: "EPCI"], ["siretCheckDigit SIRET"]),
      ([.siret: "2431005180017"], ["siretMalformed SIRET"]),
      ([.siret: ""], ["missingValue SIRET"]),
      ([.siret: "24859999500011"], ["sirenOfAnotherBody SIRET"]),
      ([.bodyType: "Département"], ["bodyTypeDoubtful Type_de_collectivite"]),
      ([.bodyType: "Métropole", .siret: "24859999500011"], ["beyondSchema Type_de_collectivite"]),
      ([.bodyType: "EPT", .siret: "24859999500011"], ["readAs Type_de_collectivite = EPCI"]),
      (
        [.bodyType: "Communauté d'agglomérations", .siret: "24859999500011"],
        ["readAs Type_de_collectivite = EPCI"]
      ),
      ([.status: "Terminé"], ["readAs Statut_du_projet = Terminée"]),
      ([.status: "en cours"], ["unknownValue Statut_du_projet"]),
      ([.theme: "Transition"], ["unknownValue Theme"]),
      ([.theme: ""], ["missingValue Theme"]),
      ([.audience: "Élu, Aménageurs"], ["readAs Audience = Elu", "unknownValue Audience"]),
      ([.audience: "Agent-Grand public"], []),
      ([.audience: ""], ["missingValue Audience"]),
      ([.subThemes: "Gestion de l’eau"], []),
      ([.subThemes: "Agriculture, Education, Immobilier"], ["tooManyValues Sous_Theme"]),
      ([.subThemes: ""], []),
      ([.project: "Lecture\ndes \r\n compteurs "], ["lineBreaksJoined Nom_du_projet"]),
      ([.partners: "/"], ["emptyMark Partenaires"]),
      ([.start: "05/06/2021"], []),
      ([.start: "2021"], ["unreadable Date_de_demarrage"]),
      ([.start: "13/2021"], ["unreadable Date_de_demarrage"]),
      ([.updated: "31/02/2025"], ["unreadable Date_de_derniere_mise_a_jour"]),
      ([.updated: "01/01/2099"], ["unreadable Date_de_derniere_mise_a_jour"]),
      ([.latitude: "91"], ["unreadable Latitude"]),
      ([.longitude: "nan"], ["unreadable Longitude"]),
      ([.service: "accès interne uniquement"], ["notALink URL_Service"]),
      ([.service: "javascript:alert(1)"], ["notALink URL_Service"]),
    ] as [([LibraryColumn: String], [String])])
  func findings(_ change: [LibraryColumn: String], _ wanted: [String]) throws {
    let row = try row(change)
    let found = row.findings.map { finding in
      let flag = finding.flag
      return "\(flag.kind) \(flag.column)" + (flag.reading.map { " = \($0)" } ?? "")
    }
    #expect(found == wanted)
    #expect(row.sheet.title == "Lecture des compteurs")
  }

  @Test("a number that does not hold is kept as given, and makes no SIREN")
  func doubtfulNumber() throws {
    let row = try row([.siret: "24410051800170", .bodyType: "Métropole"])
    #expect(row.body.siren == nil)
    #expect(row.body.siret == "24410051800170")
    #expect(row.findings.first?.flag.value == "24410051800170")
    #expect(row.findings.first?.place == CSVPlace(line: 2, column: 42))
  }

  @Test(
    "what cannot stand alone is refused with its place and reason",
    arguments: [
      ([.body: " "], .body, "peut pas rester vide"),
      ([.project: ""], .project, "peut pas rester vide"),
      ([.project: String(repeating: "x", count: 101)], .project, "100 caractères au plus"),
      ([.description: ""], .description, "nécessaire"),
      ([.description: "a\u{0}b"], .description, "caractère de contrôle"),
    ] as [([LibraryColumn: String], LibraryColumn, String)])
  func refusals(
    _ change: [LibraryColumn: String], _ column: LibraryColumn, _ reason: String
  ) throws {
    let rows = try rows(SampleLibrary([:], change).bytes)
    #expect(throws: Never.self) { try rows[0].content.get() }
    let refusal = #expect(throws: ImportRefusal.self) { try rows[1].content.get() }
    #expect(refusal?.column == column.rawValue)
    #expect(refusal?.place.line == 3)
    #expect(refusal?.reason.french.contains(reason) == true)
  }

  @Test("a row with another number of values is refused, the others are taken")
  func raggedRow() throws {
    let rows = try rows(
      Array(
        (SampleLibrary([:]).text + "a,b\r\n" + SampleLibrary([:]).text.split(separator: "\r\n")[1])
          .utf8))
    #expect(rows.count == 3)
    let refusal = #expect(throws: ImportRefusal.self) { try rows[1].content.get() }
    #expect(refusal?.reason.english == "2 values instead of 16.")
  }

  @Test(
    "another file is refused as a whole",
    arguments: [
      ("", "colonnes absentes"), ("Nom;SIRET\r\n", "colonnes absentes"),
      ("%PDF-1.7 \u{1}", "colonnes absentes"),
      (SampleLibrary([:]).text.replacing("SIRET,", with: ""), "colonnes absentes : SIRET"),
      (
        SampleLibrary([:]).text.replacing("Latitude", with: "Theme"), "colonnes absentes : Latitude"
      ),
      (SampleLibrary([:]).text + "\"", "ne se ferme pas"),
    ])
  func otherFile(_ text: String, _ reason: String) {
    let error = #expect(throws: PortalError.self) { try rows(Array(text.utf8)) }
    guard case .invalid(let complaints) = error else {
      Issue.record("not invalid: \(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["file"])
    #expect(complaints.first?.text.french.contains(reason) == true)
  }

  @Test("columns in another order or beyond the known ones do no harm")
  func otherColumns() throws {
    let lines = SampleLibrary([:]).text.split(separator: "\r\n").map { "Note," + $0 }
    let file = try LibraryFile(Array(lines.joined(separator: "\n").utf8), today: Self.today)
    #expect(file.ignoredColumns == ["Note"])
    #expect(try file.rows[0].content.get().sheet.title == "Lecture des compteurs")
  }

  @Test("a flag is read back as it was stored, and speaks both languages")
  func flags() throws {
    for kind in SourceFlag.Kind.allCases {
      let flag = SourceFlag(kind, .audience, value: "« Élu »", reading: "Elu")
      #expect(SourceFlag(json: flag.json) == flag)
      #expect(!flag.text.french.isEmpty && flag.text.french != flag.text.english)
      #expect(!kind.label.french.isEmpty && !kind.label.english.isEmpty)
    }
  }

  @Test("the published file is taken whole")
  func published() throws {
    let file = try LibraryFile(try PublishedFile.bytes(), today: Self.today)
    let rows = try file.rows.map { try $0.content.get() }
    #expect(rows.count == 33)
    #expect(file.ignoredColumns.isEmpty)
    var counts: [String: Int] = [:]
    for finding in rows.flatMap(\.findings) { counts[finding.flag.kind.rawValue, default: 0] += 1 }
    #expect(
      counts == [
        // 5 communautés d'agglomération, 3 EPT, 8 « Terminé », 10 « Élu »
        "readAs": 26, "beyondSchema": 17, "unknownValue": 3, "notALink": 5,
        // Toulouse; Metz; Paris
        "siretCheckDigit": 3, "sirenOfAnotherBody": 1, "bodyTypeDoubtful": 1,
        "spacesRemoved": 7, "lineBreaksJoined": 2, "emptyMark": 1,
      ])
  }
}
