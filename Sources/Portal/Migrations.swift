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
      version: 3, name: "metering",
      sql: String(decoding: PackageResources.m0003_metering_sql, as: UTF8.self)),
  ]
}
