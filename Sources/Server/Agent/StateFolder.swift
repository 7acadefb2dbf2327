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

/// The file with an agent's token, for its owner's eyes only.
enum TokenFile {
  static func read(_ path: String) throws -> String {
    let path = try OwnFile.path(of: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw UsageError(
        Text("« \(path) » ne contient pas de jeton.", "“\(path)” holds no token."))
    }
    return token
  }

  /// Makes a new empty file; one that is there already is left alone.
  static func create(_ path: String) throws(UsageError) -> FileHandle {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = String(cString: strerror(errno))
      throw UsageError(
        Text("« \(path) » ne peut pas être créé : \(why).", "“\(path)” cannot be created: \(why)."))
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
