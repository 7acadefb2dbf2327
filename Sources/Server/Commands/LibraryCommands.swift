import Foundation
import Portal
import SQLite

extension Command {
  static let importUseCases = Command(
    name: "import use-cases",
    summary: Text(
      "reprend le fichier CSV de la bibliothèque des Interconnectés",
      "takes over the CSV file of the library of Les Interconnectés"),
    operands: ["FILE"], options: Configuration.storage + [.json]
  ) { invocation, console in
    let path = invocation.operands[0]
    guard let file = FileManager.default.contents(atPath: path) else {
      throw UsageError(Text("« \(path) » n’est pas lisible.", "“\(path)” cannot be read."))
    }
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    let report = try await portal.importUseCases(Array(file), as: .console)
    await portal.database.close()
    if invocation.isFlagSet("json") {
      console.print(report.json)
    } else {
      for line in report.lines(in: console.language) { console.print(line) }
    }
  }

  static let exportUseCases = Command(
    name: "export use-cases",
    summary: Text(
      "écrit la bibliothèque publique sur la sortie standard",
      "writes the public library to standard output"),
    options: Configuration.storage + [
      Option(
        "format", "csv|json",
        Text(
          "csv : colonnes des Interconnectés (défaut) ; json : une fiche par ligne",
          "csv: the columns of Les Interconnectés (default); json: one sheet a line"))
    ]
  ) { invocation, console in
    let format = invocation.value("format") ?? "csv"
    guard let format = LibraryExport.Format(rawValue: format) else {
      throw UsageError(
        Text("Format inconnu : « \(format) ».", "Unknown format: “\(format)”."))
    }
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    console.write(lines: LibraryExport.header(in: format))
    var last = 0
    while let stretch = try portal.exportUseCases(as: format, after: last) {
      console.write(lines: stretch.lines)
      last = stretch.last
    }
    await portal.database.close()
  }
}
