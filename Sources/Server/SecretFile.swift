import Foundation
import Glibc
import Portal

/// A file with a key in it, for its owner's eyes only.
enum SecretFile {
  /// Throws when it cannot be read, or others can read it.
  static func read(_ path: String) throws -> String {
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    guard let mode, mode & 0o077 == 0 else {
      throw Failure(
        Text(
          "« \(path) » est lisible par d’autres : chmod 600.",
          "“\(path)” can be read by others: chmod 600."))
    }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// Puts it in place whole or not at all, whatever was there.
  static func write(_ text: String, to path: String) throws {
    try place(text, at: path) { rename($0, path) == 0 }
  }

  /// Puts it in place unless there is one, which stays: of two programs that start at once, both go by the first's.
  static func make(_ text: String, at path: String) throws {
    try place(text, at: path) { new in
      defer { unlink(new) }
      return link(new, path) == 0 || errno == EEXIST
    }
  }

  private static func place(_ text: String, at path: String, _ move: (String) -> Bool) throws {
    let new = "\(path).\(getpid())"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(new) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(text.utf8))
    try file.synchronize()
    guard move(new) else { throw failure(path) }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(Text(verbatim: "\(path): \(String(cString: strerror(errno)))"))
  }
}
