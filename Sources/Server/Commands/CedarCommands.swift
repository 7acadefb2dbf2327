import Cedar
import Foundation
import Portal

extension Command {
  static let cedarConformance = Command(
    name: "cedar conformance",
    summary: Text(
      "tient le moteur de règles contre les corpus publics de Cedar (dossiers ou *.tar.gz)",
      "holds the rule engine against the public corpora of Cedar (folders or *.tar.gz)"),
    operands: ["DIR"]
  ) { invocation, console in
    let folder = URL(filePath: invocation.operands[0])
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var report = await Corpus(root: folder).report()
    for name in names.sorted() where name.hasSuffix(".tar.gz") {
      let corpus = try Corpus(unpacking: folder.appending(path: name))
      defer { corpus.remove() }
      report = report + (await corpus.report())
    }
    for failure in report.failures { console.complain(Text(verbatim: failure)) }
    guard report.requests > 0 else {
      throw UsageError(
        Text(
          "« \(folder.path) » ne contient aucun test de Cedar.",
          "“\(folder.path)” has no test of Cedar."))
    }
    console.print("\(report.passed) of \(report.requests)")
    // All is said, and the count is to be the last line.
    if report.passed < report.requests { exit(1) }
  }
}

/// A corpus on disk: tests whose paths count from its root.
private struct Corpus {
  let root: URL

  init(root: URL) { self.root = root }

  /// Unpacks an archive into a temporary folder.
  init(unpacking archive: URL) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "cedar-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "xzf", archive.path, "-C", root.path]
    try tar.run()
    tar.waitUntilExit()
    guard tar.terminationStatus == 0 else {
      remove()
      throw Failure(
        Text(
          "« \(archive.path) » n’est pas une archive lisible.",
          "“\(archive.path)” is no readable archive."))
    }
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  /// Runs every test, on all cores.
  func report() async -> Conformance.Report {
    let tests = self.tests
    let length = max(1, tests.count / (4 * Opening.cores))
    return await withTaskGroup(of: Conformance.Report.self) { group in
      for start in stride(from: 0, to: tests.count, by: length) {
        let chunk = tests[start..<min(start + length, tests.count)]
        group.addTask {
          Conformance { path in [UInt8](try Data(contentsOf: root.appending(path: path))) }.run(
            chunk)
        }
      }
      return await group.reduce(Conformance.Report(), +)
    }
  }

  /// The JSON files with requests: those that stand beside a policy file of their own or in `tests`.
  private var tests: [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return paths.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".entities.json") && isTest($0) }
      .sorted()
  }

  private func isTest(_ path: String) -> Bool {
    path.hasPrefix("tests/")
      || FileManager.default.fileExists(
        atPath: root.appending(path: path.dropLast(5) + ".cedar").path)
  }
}
