@testable import Portal

/// A file in the form of the library's, with invented bodies and projects.
struct SampleLibrary {
  var rows: [[LibraryColumn: String]]

  /// One row without anything to remark.
  static let plain: [LibraryColumn: String] = [
    .body: "Ville de Bellerive", .project: "Lecture des compteurs", .siret: "21859999100013",
    .latitude: "46.67", .longitude: "-1.4279228", .bodyType: "Commune", .start: "03/2024",
    .status: "En déploiement", .partners: "Atelier-Studio", .description: "Lit les compteurs.",
    .theme: "Citoyenneté, santé et solidarité", .subThemes: "Gestion de l'eau, Agriculture",
    .audience: "Agent, Grand public", .service: "https://exemple.fr/compteurs",
    .logo: "https://exemple.fr/logo.png", .updated: "06/05/2025",
  ]

  init(_ changes: [LibraryColumn: String]...) {
    rows = changes.map { Self.plain.merging($0) { $1 } }
  }

  var text: String {
    let columns = LibraryColumn.allCases
    return CSVWriter.line(columns.map(\.rawValue))
      + rows.map { row in CSVWriter.line(columns.map { row[$0] ?? "" }) }.joined()
  }

  var bytes: [UInt8] { Array(text.utf8) }
}
