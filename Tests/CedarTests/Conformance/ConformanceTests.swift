import Cedar
import Foundation
import Testing

/// The public corpora, unpacked; they are no part of the repository.
///
/// Found through the environment variable `FABRIQUE_CEDAR_DATA`, or as `shared/data/cedar` beside
/// one of the folders that this file lies in.
struct Corpus {
  let root: URL

  init(_ archive: String) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("cedar-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = [
      "tar", "xzf", try Self.folder().appendingPathComponent(archive).path, "-C", root.path,
    ]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0, "\(archive) could not be unpacked")
  }

  func remove() throws {
    try FileManager.default.removeItem(at: root)
  }

  private static func folder() throws -> URL {
    if let path = ProcessInfo.processInfo.environment["FABRIQUE_CEDAR_DATA"] {
      return URL(fileURLWithPath: path)
    }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let data = folder.appendingPathComponent("shared/data/cedar")
      if FileManager.default.fileExists(atPath: data.path) { return data }
    }
    throw Missing()
  }

  struct Missing: Error, CustomStringConvertible {
    let description =
      "The conformance corpora are missing: set FABRIQUE_CEDAR_DATA to their folder."
  }

  /// The tests in one folder, by their path from the root.
  func tests(in folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: root.appendingPathComponent(folder).path)
    return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".entities.json") }
      .sorted().map { "\(folder)/\($0)" }
  }

  func run(_ tests: some Sequence<String>) -> Conformance.Report {
    Conformance { path in
      [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }.run(tests)
  }
}

@Suite struct ConformanceTests {
  @Test func handwrittenTests() throws {
    let corpus = try Corpus("handwritten-tests.tar.gz")
    let report = corpus.run(try corpus.tests(in: "tests"))
    try corpus.remove()
    #expect(report.failures == [])
    #expect(report.requests == 74)
    #expect(report.passed == 74)
  }

  @Test func generatedTests() async throws {
    let corpus = try Corpus("corpus-tests-4.8.2.tar.gz")
    let tests = try corpus.tests(in: "corpus-tests")
    let half = tests.count / 2
    async let first = corpus.run(tests[..<half])
    async let second = corpus.run(tests[half...])
    let report = await first + second
    try corpus.remove()
    #expect(report.failures.prefix(20) == [])
    #expect(report.requests == 59_696)
    #expect(report.passed == 59_696)
  }
}
