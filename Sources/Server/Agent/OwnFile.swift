import Foundation
import Portal

/// A file for its owner's eyes only.
enum OwnFile {
  /// Throws when the file is missing, or others may read it.
  static func path(of path: String) throws -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let mode = attributes?[.posixPermissions] as? Int else {
      throw UsageError(Text("« \(path) » n’est pas lisible.", "“\(path)” cannot be read."))
    }
    guard mode & 0o077 == 0 else {
      throw UsageError(
        Text(
          "« \(path) » est lisible par d’autres : chmod 600.",
          "“\(path)” can be read by others: chmod 600."))
    }
    return path
  }
}
