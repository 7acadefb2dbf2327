import CLinux
import Glibc

/// The wishes of the system or the person at the terminal that the program end.
public enum TerminationSignals {
  /// Carries the numbers of signals from the handler, which may do no more than write, to a thread.
  private static let pipe: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    pipe2(&ends, Int32(O_CLOEXEC))
    return (ends[0], ends[1])
  }()

  /// SIGTERM and SIGINT as they come; from this call on they no longer end the program by
  /// themselves.
  ///
  /// To be called once.
  public static func stream() throws(ServerError) -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    let reading = pipe.reading
    guard reading >= 0 else { throw .system("pipe2", errno) }
    try SystemThread.start {
      var number: UInt8 = 0
      while read(reading, &number, 1) == 1 || errno == EINTR { continuation.yield(Int32(number)) }
      continuation.finish()
    }
    for number in [SIGTERM, SIGINT] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        write(TerminationSignals.pipe.writing, &byte, 1)
      }
    }
    return stream
  }
}
