public import SQLite

/// The way from an empty file to today's schema: forward only, in order, never edited once shipped.
public enum Migrations {
  public static let all: [Migration] = [
    Migration(
      version: 1, name: "foundation",
      sql: String(decoding: PackageResources.m0001_foundation_sql, as: UTF8.self)),
    Migration(
      version: 2, name: "lists",
      sql: String(decoding: PackageResources.m0002_lists_sql, as: UTF8.self)),
    Migration(
      version: 3, name: "ledger",
      sql: String(decoding: PackageResources.m0003_ledger_sql, as: UTF8.self)),
    Migration(
      version: 4, name: "decisions",
      sql: String(decoding: PackageResources.m0004_decisions_sql, as: UTF8.self)),
    Migration(
      version: 5, name: "changes",
      sql: String(decoding: PackageResources.m0005_changes_sql, as: UTF8.self)),
    Migration(
      version: 6, name: "duties",
      sql: String(decoding: PackageResources.m0006_duties_sql, as: UTF8.self)),
    Migration(
      version: 7, name: "hand-over",
      sql: String(decoding: PackageResources.m0007_hand_over_sql, as: UTF8.self)),
    Migration(
      version: 8, name: "metering",
      sql: String(decoding: PackageResources.m0008_metering_sql, as: UTF8.self)),
  ]
}
