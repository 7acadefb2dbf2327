import Glibc

/// A file whose name is taken away with the last who holds it.
public final class TemporaryFile: Sendable {
  public let path: String

  /// Takes over a file of which nobody else knows.
  public init(taking path: String) {
    self.path = path
  }

  deinit {
    unlink(path)
  }

  /// Gives it a second name that lasts, never that of another file: a link, where renaming would
  /// replace one.
  func keep(at name: String) throws(FileError) {
    guard link(path, name) == 0 else { throw FileError(name) }
  }
}
