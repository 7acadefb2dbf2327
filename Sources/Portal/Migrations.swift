public import SQLite

/// The way from an empty file to today's schema: forward only, in order, never edited once shipped.
public enum Migrations {
  public static let all: [Migration] = steps.enumerated().map { index, step in
    Migration(
      version: index + 1, name: step.name, sql: String(decoding: step.sql, as: UTF8.self))
  }

  private static let steps: [(name: String, sql: [UInt8])] = [
    ("foundation", PackageResources.m0001_foundation_sql),
    ("lists", PackageResources.m0002_lists_sql),
    ("ledger", PackageResources.m0003_ledger_sql),
    ("decisions", PackageResources.m0004_decisions_sql),
    ("changes", PackageResources.m0005_changes_sql),
    ("duties", PackageResources.m0006_duties_sql),
    ("hand-over", PackageResources.m0007_hand_over_sql),
    ("metering", PackageResources.m0008_metering_sql),
    ("capacity", PackageResources.m0009_capacity_sql),
    ("attachments", PackageResources.m0010_attachments_sql),
    ("quotas", PackageResources.m0011_quotas_sql),
    ("solutions", PackageResources.m0012_solutions_sql),
    ("succession", PackageResources.m0013_succession_sql),
    ("withdrawals", PackageResources.m0014_withdrawals_sql),
    ("reminders", PackageResources.m0015_reminders_sql),
  ]
}
