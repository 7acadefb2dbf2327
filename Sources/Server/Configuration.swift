import Foundation
import Portal

/// What the program runs with: flags over environment (`FABRIQUE_…`) over a file over defaults.
struct Configuration: Sendable {
  let dataFolder: String
  let policiesFolder: String
  let publicFolder: String
  /// The public library's file that a demonstration takes in; nil where there is none.
  let libraryFile: String?
  let host: String
  let port: Int
  /// Whether browsers reach the portal over https: always, but for a loopback address with no other origin given.
  let isSecure: Bool

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
        "host", "ADDR", Text("adresse d’écoute (127.0.0.1)", "address to listen on (127.0.0.1)")),
      .init(
        "port", "N",
        Text("port d’écoute (8080 ; 0 : libre)", "port to listen on (8080; 0: any free one)")),
      .init(
        "public", "DIR",
        Text("dossier des fichiers servis (Public)", "folder of served files (Public)")),
      .init(
        "library", "FILE",
        Text("fichier de la bibliothèque publique (demo)", "the public library’s file (demo)")),
      .init(
        "origin", "URL",
        Text(
          "adresse publique, derrière un mandataire : https://…",
          "public address, behind a proxy: https://…")),
    ]

  /// Reads everything and complains of everything at once.
  init(
    _ invocation: Invocation, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConfigurationError) {
    var complaints: [Text] = []
    var file: [String: String] = [:]
    if let path = invocation.value("config") ?? environment["FABRIQUE_CONFIG"] {
      file = Self.read(path, complaints: &complaints)
    }
    func setting(_ name: String) -> String? {
      invocation.value(name) ?? environment["FABRIQUE_" + name.uppercased()] ?? file[name]
    }
    func folder(_ name: String, holding member: String, default path: String) -> String {
      let path = setting(name) ?? Self.shipped(path, holding: member)
      if !FileManager.default.fileExists(atPath: path + "/" + member) {
        complaints.append(
          Text(
            "--\(name) : « \(path) » ne contient pas \(member).",
            "--\(name): “\(path)” has no \(member)."))
      }
      return path
    }
    dataFolder = setting("data") ?? "data"
    policiesFolder = folder("policies", holding: "fabrique.cedarschema", default: "policies")
    publicFolder = folder("public", holding: "fabrique.css", default: "Public")
    libraryFile = setting("library") ?? Self.found("shared/data/interconnectes/data.csv")
    host = setting("host") ?? "127.0.0.1"
    port = setting("port").map { Int($0) ?? -1 } ?? 8080
    if !(0...65535).contains(port) {
      complaints.append(
        Text(
          "--port : un nombre de 0 à 65535 est attendu.",
          "--port: a number from 0 to 65535 is expected."))
    }
    let isLoopback = host == "127.0.0.1" || host == "::1" || host == "localhost"
    let origin = setting("origin")
    if let origin, !origin.hasPrefix("https://"), !origin.hasPrefix("http://") {
      complaints.append(
        Text(
          "--origin : une adresse https:// est attendue.",
          "--origin: an https:// address is expected."))
    }
    isSecure = origin.map { $0.hasPrefix("https://") } ?? !isLoopback
    guard complaints.isEmpty else { throw ConfigurationError(complaints: complaints) }
  }

  private static func read(_ path: String, complaints: inout [Text]) -> [String: String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      complaints.append(
        Text("--config : « \(path) » n’est pas lisible.", "--config: “\(path)” cannot be read."))
      return [:]
    }
    let known = Set(serving.map(\.name))
    var settings: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2, known.contains(parts[0]) {
        settings[parts[0]] = parts[1]
      } else {
        complaints.append(
          Text(
            "\(path), ligne \(index + 1) : réglage inconnu.",
            "\(path), line \(index + 1): unknown setting."))
      }
    }
    return settings
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
