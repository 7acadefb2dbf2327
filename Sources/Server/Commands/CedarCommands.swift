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
    guard report.total.count > 0 else {
      throw UsageError(
        Text(
          "« \(folder.path) » ne contient aucun test de Cedar.",
          "“\(folder.path)” has no test of Cedar."))
    }
    console.print(
      Text("Requêtes : \(report.requests)", "Requests: \(report.requests)"))
    console.print(
      Text("Validations : \(report.validations)", "Validations: \(report.validations)"))
    console.print("\(report.total)")
    // All is said, and the count is to be the last line.
    if report.total.passed < report.total.count || !report.failures.isEmpty { exit(1) }
  }
}

extension Command {
  static let cedarFormat = Command(
    name: "cedar format",
    summary: Text(
      "met en page un fichier de règles, commentaires gardés",
      "lays out a file of policies, comments kept"),
    operands: ["FILE"],
    options: [
      .init(
        "check",
        Text("ne change rien, échoue si la mise en page diffère", "changes nothing, fails if the layout differs"))
    ]
  ) { invocation, console in
    let path = invocation.operands[0]
    guard let content = FileManager.default.contents(atPath: path) else {
      throw UsageError(Text("« \(path) » est illisible.", "“\(path)” cannot be read."))
    }
    let text = String(decoding: content, as: UTF8.self)
    let formatted = try PolicyFormatter().format(text, file: path)
    guard content != Data(formatted.utf8) else { return }
    if invocation.isFlagSet("check") {
      throw Failure(
        Text("« \(path) » serait mis en page autrement.", "“\(path)” would be laid out otherwise."))
    }
    try Data(formatted.utf8).write(to: URL(filePath: path), options: .atomic)
    console.print(path)
  }
}

/// A corpus on disk.
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
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return await Conformance(files: files) { path in
      [UInt8](try Data(contentsOf: root.appending(path: path)))
    }.run(inParts: Opening.cores)
  }
}
