import CLinux
import Glibc

/// The file that a Unix-domain socket is found by.
struct UnixSocketFile {
  let path: String

  /// Listens there, open to the owner and the group.
  ///
  /// The socket is bound under another name and then moved to its place, so that a file of a dead
  /// server is replaced and a living one hands over without a moment when nobody listens. Fails
  /// when the place is taken by something else than a socket.
  func listen() throws(ServerError) -> Int32 {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK {
      throw .system("bind \(path)", EADDRINUSE)
    }
    let fresh = path + ".\(getpid())"
    guard let address = SocketAddress(unixSocket: fresh) else {
      throw .system("bind \(path)", ENAMETOOLONG)
    }
    unlink(fresh)
    let descriptor = try Listener.listening(address, sharesPort: false)
    guard chmod(fresh, 0o660) == 0, rename(fresh, path) == 0 else {
      let failure = ServerError.system("bind \(path)", errno)
      close(descriptor)
      unlink(fresh)
      throw failure
    }
    return descriptor
  }
}
