import Glibc

/// A regular file held open for reading; closed when nobody holds it any more.
///
/// Its name may be taken away or given to another file meanwhile: this one stays readable. Whoever
/// changes a file that is being served shall put a new one in its place, not write into it.
public final class OpenFile: Sendable {
  /// For system calls that read; never to be closed by the caller.
  package let descriptor: Int32
  /// What it was opened by.
  public let path: String
  /// Bytes, when it was opened.
  public let size: Int
  /// Seconds since 1970 of the last change, when it was opened.
  public let modified: Int64

  /// Fails with what the system says; `EISDIR` and `EINVAL` stand for what is no regular file.
  public convenience init(path: String) throws(FileError) {
    // Without waiting, since opening a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path) }
    try self.init(taking: descriptor, path: path)
  }

  /// Takes over a descriptor; it is closed when it stands for no regular file.
  init(taking descriptor: Int32, path: String) throws(FileError) {
    self.descriptor = descriptor
    self.path = path
    var status = stat()
    let code = fstat(descriptor, &status) == 0 ? 0 : errno
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec)
    // Everything is initialised, so that `deinit` closes the descriptor on both ways out.
    if code != 0 { throw FileError(path, code: code) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileError(path, code: EISDIR)
    default: throw FileError(path, code: EINVAL)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Up to `count` bytes from `offset` on; fewer at the end of the file. Waits for the disk.
  public func read(from offset: Int = 0, upTo count: Int) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(room)[filled...])
        let read = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        if read == 0 { break }
        if read > 0 {
          filled += read
        } else if errno != EINTR {
          code = errno
          break
        }
      }
    }
    if code != 0 { throw FileError(path, code: code) }
    return bytes
  }
}
