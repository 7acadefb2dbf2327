import Foundation

/// A directory for one test, removed at its end.
final class Directory: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "sqlite-tests-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> String { url.appending(path: name).path }

  func size(of name: String) -> Int? { attribute(.size, of: name) }

  func mode(of name: String) -> Int? { attribute(.posixPermissions, of: name) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }

  private func attribute(_ key: FileAttributeKey, of name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes?[key] as? NSNumber)?.intValue
  }
}
