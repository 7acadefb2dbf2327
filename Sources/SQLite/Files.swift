import CSQLite
import Glibc

/// Makes an empty file that only its owner can read; false where there is one already, or none can be made.
///
/// Never opens an existing file: closing it would drop the locks SQLite holds on it in this process
/// (https://sqlite.org/howtocorrupt.html §2.2).
@discardableResult
func makePrivateFile(_ path: String) -> Bool {
  let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return false }
  close(descriptor)
  return true
}

/// Bytes of a file; 0 when there is none.
func fileSize(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

func removeFile(_ path: String) { unlink(path) }

/// A directory for one database file, removed with it when let go.
final class TemporaryDirectory: Sendable {
  private let path: String
  var database: String { path + "/database" }

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/database-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SQLiteError(SQLITE_CANTOPEN, "cannot make a directory in \(parent)")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] { unlink(database + suffix) }
    rmdir(path)
  }
}
