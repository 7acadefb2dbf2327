import Foundation
import Portal

/// Says that this process serves a data folder, by a lock that the system takes back when the process ends (fcntl(2)):
/// two at once only while one takes over from the other.
struct DataClaim: Sendable {
  private let descriptor: Int32
  /// The process that serves the folder now and is to end.
  private let predecessor: pid_t?

  /// How long connections that are just being made may need to arrive at the predecessor.
  private static let overlap = Duration.seconds(1)

  /// Throws when another process serves the folder, unless it is to be succeeded.
  init(folder: String, takesOver: Bool) throws {
    let path = folder + "/serving.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(Text(verbatim: "\(path): \(String(cString: strerror(errno)))"))
    }
    if Self.claim(descriptor) {
      predecessor = nil
      return
    }
    var lock = Self.wholeFile
    guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else {
      throw Failure(Text(verbatim: "\(path): \(String(cString: strerror(errno)))"))
    }
    guard takesOver else {
      throw Failure(
        Text(
          "« \(folder) » est déjà servi, par le processus \(lock.l_pid). Pour prendre sa suite : --take-over",
          "“\(folder)” is being served already, by process \(lock.l_pid). To take over from it: --take-over"
        ))
    }
    predecessor = lock.l_pid
  }

  /// Lets the predecessor end, now that new connections come here, and takes its place.
  func succeed() async {
    guard let predecessor else { return }
    try? await Task.sleep(for: Self.overlap)
    kill(predecessor, SIGTERM)
    while !Task.isCancelled, !Self.claim(descriptor) {
      try? await Task.sleep(for: .milliseconds(200))
    }
  }

  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }

  private static func claim(_ descriptor: Int32) -> Bool {
    var lock = wholeFile
    return fcntl(descriptor, F_SETLK, &lock) == 0
  }
}
