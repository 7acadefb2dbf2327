import Glibc

/// Time that only goes forward, in nanoseconds.
enum MonotonicClock {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Duration {
  /// Whole nanoseconds, at most some hundred years.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return min(max(seconds, 0), 1 << 33) * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
