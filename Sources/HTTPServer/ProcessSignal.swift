import CLinux
import Glibc

/// What the system or the person at the terminal tells the program.
public enum ProcessSignal: Sendable {
  /// SIGTERM or SIGINT: end.
  case terminate
  /// SIGHUP: read again what can change while the program runs.
  case reload

  /// Carries the numbers of signals from the handler, which may do no more than write, to a thread.
  private static let pipe: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    pipe2(&ends, Int32(O_CLOEXEC))
    return (ends[0], ends[1])
  }()

  /// The signals as they come; from this call on they no longer end the program by themselves.
  ///
  /// To be called once.
  public static func stream() throws(ServerError) -> AsyncStream<ProcessSignal> {
    let (stream, continuation) = AsyncStream.makeStream(of: ProcessSignal.self)
    let reading = pipe.reading
    guard reading >= 0 else { throw .system("pipe2", errno) }
    try SystemThread.start {
      var number: UInt8 = 0
      while read(reading, &number, 1) == 1 || errno == EINTR {
        continuation.yield(Int32(number) == SIGHUP ? .reload : .terminate)
      }
      continuation.finish()
    }
    for number in [SIGTERM, SIGINT, SIGHUP] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        write(ProcessSignal.pipe.writing, &byte, 1)
      }
    }
    return stream
  }
}
