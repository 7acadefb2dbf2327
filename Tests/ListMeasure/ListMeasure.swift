import Glibc
import Portal
import SQLite

/// Reads every list as every sort of actor, again and again, and prints how long each part took, beside the same lists
/// under a rule that lets everybody see everything: `ListMeasure DATABASE POLICIES EVERYTHING MILLISECONDS`, the two in
/// the middle being policy folders.
@main struct ListMeasure {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let milliseconds = Int64(arguments[4]) else {
      print("usage: ListMeasure DATABASE POLICIES EVERYTHING MILLISECONDS")
      exit(2)
    }
    let watch = Stopwatch()
    let database = try Database.open(
      path: arguments[1], readers: 1, migrations: Migrations.all,
      beforeStatement: { watch.note($0) })
    let keys = try HandOverKeys(madeAt: Settings().clock())
    let portal = Portal(database: database, rules: try RuleBook(folder: arguments[2]), keys: keys)
    let open = Portal(database: database, rules: try RuleBook(folder: arguments[3]), keys: keys)
    print(
      """
      | | | rows in sight | rules, ms | first page, ms | count, ms | page : all rows | count : all rows |
      |---|---|---:|---:|---:|---:|---:|---:|
      """)
    for list in List.all {
      for viewer in try Viewer.all(in: database) {
        var measure = Measure(watch: watch, milliseconds: milliseconds)
        guard let sample = try await measure.sample(of: list, in: portal, as: viewer.actor),
          let baseline = try await measure.sample(of: list, in: open, as: viewer.actor)
        else { continue }
        print(
          """
          | \(list.name) | \(viewer.name) | \(sample.total) | \(decimals: sample.rules) \
          | \(decimals: sample.page) | \(decimals: sample.count) \
          | \(decimals: sample.page / baseline.page) | \(decimals: sample.count / baseline.count) |
          """)
      }
    }
    try Correlated(database: database, milliseconds: milliseconds).report()
  }
}

extension DefaultStringInterpolation {
  /// With two decimals; a stroke for what is no number, as of a list that is not counted.
  mutating func appendInterpolation(decimals number: Double) {
    guard number.isFinite else { return appendInterpolation("–") }
    let hundredths = Int((number * 100).rounded())
    let rest = "\(hundredths % 100)"
    appendInterpolation("\(hundredths / 100).\(rest.count < 2 ? "0" : "")\(rest)")
  }
}
