import Foundation
import Portal
import SQLite

/// Opens what a configuration names: the one place where folders become a portal.
struct Opening {
  let configuration: Configuration

  /// The portal on its database, brought up to date. Creates the data folder and the keys in it, readable by its
  /// owner only.
  func portal(_ settings: Settings = Settings()) throws -> Portal {
    // The rules first: on bad ones nothing is begun.
    let rules = try RuleBook(folder: configuration.policiesFolder)
    try FileManager.default.createDirectory(
      atPath: configuration.dataFolder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let database = try Database.open(
      path: configuration.databasePath, readers: 2 * Self.cores, migrations: Migrations.all)
    var settings = settings
    if let mailer = configuration.serving.mailer {
      settings.sendsReminders = true
      settings.reminderHour = mailer.hour
    }
    let keys = try KeyFolder(dataFolder: configuration.dataFolder).keys(at: settings.clock())
    return Portal(database: database, rules: rules, keys: keys, settings: settings)
  }

  static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
}
