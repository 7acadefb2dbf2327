import Foundation
import Glibc
import Portal

/// The agent's own folder, held by one agent at a time for as long as it runs.
struct StateFolder: Sendable {
  /// Absolute and without links: it is part of the label of what runs.
  let path: String

  /// Takes the folder, and makes it if there is none. The system gives it back when the program ends, however it ends.
  init(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = Self.absolute(folder)
    let descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw UsageError(
        Text(
          "« \(path) » est déjà tenu par un autre agent.", "“\(path)” is held by another agent."))
    }
  }

  /// The path of a folder that is only looked at.
  static func absolute(_ folder: String) -> String {
    URL(filePath: folder).resolvingSymlinksInPath().path
  }
}
