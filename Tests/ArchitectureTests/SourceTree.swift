import Foundation

/// The project's own sources, read as text.
enum SourceTree {
  struct File {
    let path: String
    let lines: [String]
  }

  /// The top of the source tree.
  static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// Every Swift file under a folder, by its path from the top. Throws when there is none: a check of nothing proves nothing.
  static func swiftFiles(under folder: String) throws -> [File] {
    let paths =
      FileManager.default.enumerator(atPath: root + "/" + folder)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
    guard !paths.isEmpty else { throw Missing(folder: folder) }
    return try paths.sorted().map { path in
      let text = try String(contentsOfFile: "\(root)/\(folder)/\(path)", encoding: .utf8)
      return File(
        path: "\(folder)/\(path)",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }

  struct Missing: Error {
    let folder: String
  }
}
