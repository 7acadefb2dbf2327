import Foundation
import Portal
import SQLite

extension Command {
  static let migrate = Command(
    name: "migrate",
    summary: Text("met la base à jour", "brings the database up to date"),
    options: Configuration.storage
  ) { invocation, console in
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    let applied = portal.database.migrationsApplied
    for migration in applied { console.print("\(migration.version) \(migration.name)") }
    if applied.isEmpty { console.print(Text("La base est à jour.", "The database is up to date.")) }
    await portal.database.close()
  }

  static let check = Command(
    name: "check",
    summary: Text(
      "vérifie réglages, règles et base sans rien changer",
      "checks configuration, policies and database without changing anything"),
    options: Configuration.serving
  ) { invocation, console in
    let configuration = try Configuration(invocation)
    _ = try RuleBook(folder: configuration.policiesFolder)
    console.print(Text("Réglages et règles : bons.", "Configuration and policies: good."))
    guard FileManager.default.fileExists(atPath: configuration.databasePath) else {
      console.print(Text("Base : pas encore créée.", "Database: not created yet."))
      return
    }
    let connection = try Connection(path: configuration.databasePath, readOnly: true)
    let findings: [String] = try connection.rows("PRAGMA integrity_check") { try $0(0) }
    let orphans: [String] = try connection.rows("PRAGMA foreign_key_check") { try $0(0) }
    guard findings == ["ok"], orphans.isEmpty else {
      throw PortalError.damaged((findings + orphans).joined(separator: "; "))
    }
    console.print(Text("Base : saine.", "Database: sound."))
  }

  static let backup = Command(
    name: "backup",
    summary: Text("copie la base, portail en marche", "copies the database while serving"),
    operands: ["FILE"], options: Configuration.storage
  ) { invocation, console in
    let configuration = try Configuration(invocation)
    let target = invocation.operands[0]
    try requireDatabase(at: configuration.databasePath)
    guard !FileManager.default.fileExists(atPath: target) else {
      throw UsageError(Text("« \(target) » existe déjà.", "“\(target)” exists already."))
    }
    let portal = try Opening(configuration: configuration).portal()
    try portal.database.backup(to: target)
    await portal.database.close()
    let copy = try Connection(path: target, readOnly: true)
    let finding: String? = try copy.value("PRAGMA integrity_check")
    guard finding == "ok" else { throw PortalError.damaged(finding ?? target) }
    console.print(Text("Copie vérifiée : \(target)", "Copy checked: \(target)"))
  }

  static let restore = Command(
    name: "restore",
    summary: Text(
      "remet une copie en place, portail arrêté", "puts a copy in place, with the portal stopped"),
    operands: ["FILE"], options: Configuration.storage
  ) { invocation, console in
    let configuration = try Configuration(invocation)
    let source = invocation.operands[0]
    try requireDatabase(at: source)
    guard !FileManager.default.fileExists(atPath: configuration.databasePath) else {
      throw UsageError(
        Text(
          "Il y a déjà une base dans « \(configuration.dataFolder) » : déplacez-la d’abord.",
          "There is a database in “\(configuration.dataFolder)” already: move it away first."))
    }
    let copy = try Connection(path: source, readOnly: true)
    let finding: String? = try copy.value("PRAGMA integrity_check")
    guard finding == "ok" else { throw PortalError.damaged(finding ?? source) }
    try FileManager.default.createDirectory(
      atPath: configuration.dataFolder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try FileManager.default.copyItem(atPath: source, toPath: configuration.databasePath)
    let portal = try Opening(configuration: configuration).portal()
    await portal.database.close()
    console.print(Text("Base remise en place.", "Database restored."))
  }

  private static func requireDatabase(at path: String) throws(UsageError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw UsageError(Text("« \(path) » n’existe pas.", "“\(path)” does not exist."))
    }
  }
}
