import Glibc

/// The entries of a folder.
package enum Folder {
  package enum Kind: Sendable {
    case file
    case folder
    /// A link, whose target may be anywhere, a pipe, a device.
    case other
  }

  /// The names in a folder in byte order, without `.` and `..`.
  package static func names(in path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What stands at a path; links are not followed.
  package static func kind(of path: String) throws(FileError) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw FileError(path) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }
}
