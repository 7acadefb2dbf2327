import Foundation
import Portal

/// What the program runs with: where its files are and how it serves.
struct Configuration: Sendable {
  let dataFolder: String
  let policiesFolder: String
  let publicFolder: String
  /// The public library's file that a demonstration takes in; nil where there is none.
  let libraryFile: String?
  var serving: ServingSettings

  var databasePath: String { dataFolder + "/fabrique.sqlite" }

  /// The options that every command with a database takes.
  static let storage: [Command.Option] = [
    .init("data", "DIR", Text("dossier des données (data)", "data folder (data)")),
    .init("policies", "DIR", Text("dossier des règles (policies)", "policy folder (policies)")),
    .init(
      "config", "FILE",
      Text("fichier de réglages, lignes « nom = valeur »", "settings file, lines “name = value”")),
  ]

  /// The options of the commands that serve.
  static let serving: [Command.Option] =
    storage + [
      .init(
        "public", "DIR",
        Text("dossier des fichiers servis (Public)", "folder of served files (Public)")),
      .init(
        "library", "FILE",
        Text("fichier de la bibliothèque publique (demo)", "the public library’s file (demo)")),
    ] + ServingSettings.options

  /// Reads everything and complains of everything at once.
  init(
    _ invocation: Invocation, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConfigurationError) {
    var settings = SettingReader(invocation, environment: environment, known: Self.serving)
    func folder(_ name: String, holding member: String, default path: String) -> String {
      let path = settings.text(name) ?? Self.shipped(path, holding: member)
      if !FileManager.default.fileExists(atPath: path + "/" + member) {
        settings.complain(
          Text(
            "--\(name) : « \(path) » ne contient pas \(member).",
            "--\(name): “\(path)” has no \(member)."))
      }
      return path
    }
    dataFolder = settings.text("data") ?? "data"
    policiesFolder = folder("policies", holding: "fabrique.cedarschema", default: "policies")
    publicFolder = folder("public", holding: "fabrique.css", default: "Public")
    libraryFile = settings.text("library") ?? Self.found("shared/data/interconnectes/data.csv")
    serving = ServingSettings(&settings)
    guard settings.complaints.isEmpty else {
      throw ConfigurationError(complaints: settings.complaints)
    }
  }

  /// A folder shipped with the program.
  private static func shipped(_ name: String, holding member: String) -> String {
    found("\(name)/\(member)").map { String($0.dropLast(member.utf8.count + 1)) } ?? name
  }

  /// A file by its path from here, or from a folder above the executable.
  private static func found(_ path: String) -> String? {
    if FileManager.default.fileExists(atPath: path) { return path }
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: path).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

/// Everything that is wrong with the configuration; the program does not start on it.
struct ConfigurationError: Error {
  let complaints: [Text]

  var text: Text {
    Text(
      complaints.map(\.french).joined(separator: "\n"),
      complaints.map(\.english).joined(separator: "\n"))
  }
}
