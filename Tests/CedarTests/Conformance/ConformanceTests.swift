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
    try files.filter {
      $0.hasPrefix("\(folder)/") && $0.hasSuffix(".json") && !$0.hasSuffix(".entities.json")
    }.sorted()
  }

  private var files: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: root.path) }
  }

  func run() async throws -> Conformance.Report {
    let root = root
    return await Conformance(files: try files) { path in
      [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }.run()
  }
}

/// The handwritten tests; the generated ones take a release build: `Tests/conformance/run`.
@Suite struct ConformanceTests {
  @Test func everyHandwrittenTestPasses() async throws {
    let corpus = try Corpus("handwritten-tests.tar.gz")
    let report = try await corpus.run()
    try corpus.remove()
    #expect(report.failures == [])
    #expect(report.requests.description == "74 of 74")
    #expect(report.validations.description == "22 of 22")
  }
}
