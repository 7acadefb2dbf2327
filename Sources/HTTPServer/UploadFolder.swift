import Glibc
import HTTP

/// Where the files of forms are written: a folder of this process in the one that is configured.
///
/// The process holds a lock on its folder, which ends with it whatever happens: the next one to start
/// finds the folders of the dead by it, and leaves those of the living alone.
final class UploadFolder: Sendable {
  private static let prefix = "uploads-"

  private let path: String
  private let lock: Int32
  private let fileCount = Lock(0)

  /// Makes the folder unless it is there, and clears away what dead processes have left in it.
  init(in parent: String) throws(ServerError) {
    guard mkdir(parent, 0o700) == 0 || errno == EEXIST, let resolved = realpath(parent, nil) else {
      throw .system("mkdir \(parent)", errno)
    }
    defer { free(resolved) }
    let parent = String(cString: resolved)
    // Nobody clears away what has been made and not been locked yet.
    guard let parentLock = Self.lock(parent, LOCK_EX) else { throw .system("flock", errno) }
    defer { close(parentLock) }
    for name in (try? Folder.names(in: parent)) ?? [] where name.hasPrefix(Self.prefix) {
      let folder = parent + "/" + name
      guard let left = Self.lock(folder, LOCK_EX | LOCK_NB) else { continue }
      Self.remove(folder)
      close(left)
    }
    var template = Array((parent + "/" + Self.prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw .system("mkdtemp", errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let lock = Self.lock(path, LOCK_EX) else { throw .system("flock", errno) }
    self.lock = lock
  }

  deinit {
    remove()
    close(lock)
  }

  /// Removes the folder of this process with all that is in it; no more files are taken.
  func remove() {
    Self.remove(path)
  }

  /// Makes an empty file that only this process may read, open for writing.
  func makeFile() throws(Refusal) -> (file: TemporaryFile, descriptor: Int32) {
    let number = fileCount.withLock { count in
      count += 1
      return count
    }
    let name = "\(path)/\(number)"
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notKept(errno) }
    return (TemporaryFile(taking: name), descriptor)
  }

  private static func lock(_ folder: String, _ operation: Int32) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, operation) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  private static func remove(_ folder: String) {
    for name in (try? Folder.names(in: folder)) ?? [] { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}

extension Refusal {
  /// A file could not be written, with an `errno`.
  static func notKept(_ code: Int32) -> Refusal {
    code == ENOSPC || code == EDQUOT
      ? Refusal(.insufficientStorage, "there is no room for the file")
      : Refusal(.internalServerError, "the file could not be kept")
  }
}
