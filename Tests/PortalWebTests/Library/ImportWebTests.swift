import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@Suite("Import on the web") struct ImportWebTests {
  private static let libraryFile =
    "Nom_collectivite,Nom_du_projet,SIRET,Latitude,Longitude,Type_de_collectivite,Date_de_demarrage,"
    + "Statut_du_projet,Partenaires,Description_service,Theme,Sous_Theme,Audience,URL_Service,URL_Logo,"
    + "Date_de_derniere_mise_a_jour"
    + "\r\nVille de <b>Bellerive</b>,\"Lecture\ndes compteurs\",21859999100013,46.67,-1.42,Commune,03/2024,"
    + "Terminé,,Lit les compteurs.,Mobilités,Agriculture,Élu,accès interne,,06/05/2025\r\n"

  /// A file as a form brings it.
  private static func upload(
    _ content: String, as name: String = "data.csv", field: String = "upload"
  ) throws -> UploadedFile {
    let path = NSTemporaryDirectory() + UUID().uuidString
    try content.write(toFile: path, atomically: false, encoding: .utf8)
    return UploadedFile(
      field: field, name: name, type: "text/csv", size: content.utf8.count, sha256: [],
      file: TemporaryFile(taking: path))
  }

  @Test("the curator chooses the file instead; its name is shown as text, whatever it says")
  func uploading() async throws {
    let test = try await TestPortal()
    let curator = try await test.browser(as: test.cast.curator)
    let page = try await curator.get("/imports/new").text
    #expect(page.contains("enctype=\"multipart/form-data\""))
    #expect(page.contains("type=\"file\""))
    let wrong = try await curator.post("/imports", file: Self.upload("Nom;SIRET"))
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("id=\"upload-complaint\""))
    let both = try await curator.post(
      "/imports", ["file": Self.libraryFile], file: Self.upload(Self.libraryFile))
    #expect(both.status == 422)
    #expect(try await curator.post("/imports").status == 422)
    let elsewhere = try await curator.post(
      "/imports", file: Self.upload(Self.libraryFile, field: "file"))
    #expect(elsewhere.status == 422)

    let report = try await curator.post(
      "/imports", file: Self.upload(Self.libraryFile, as: "<script>alert(1)</script>.csv"))
    #expect(report.status == 200)
    #expect(report.text.contains("Lecture"))
    #expect(report.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;.csv"))
    #expect(!report.text.contains("<script>alert"))
    var stranger = curator
    stranger.formToken = "another"
    #expect(try await stranger.post("/imports", file: Self.upload("")).status == 403)
  }

  @Test("the curator pastes the file in and reads the report; others may not")
  func importing() async throws {
    let test = try await TestPortal()
    let file = Self.libraryFile
    let curator = try await test.browser(as: test.cast.curator)
    #expect(try await curator.get("/imports/new").status == 200)
    let wrong = try await curator.post("/imports", ["file": "Nom;SIRET"])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("colonnes absentes"))
    let report = try await curator.post("/imports", ["file": file])
    #expect(report.status == 200)
    #expect(report.text.contains("Lecture"))
    #expect(report.text.contains("lu comme « Terminée »"))
    #expect(!report.text.contains("<b>"))
    let sheet = try await test.browser().get("/library/lecture-des-compteurs")
    #expect(sheet.text.contains("Points à vérifier : 3"))

    let again = try await test.program(as: test.cast.curator).post(
      "/imports", ["file": .string(file)])
    #expect(again.json["counts"]?["present"]?.int == 1)
    let lead = try await test.browser(as: test.cast.townLead)
    #expect(try await lead.post("/imports", ["file": file]).status == 403)
  }
}
