import Foundation
import Portal

/// The time of the demonstration's story, which begins some months ago so that everything in it has its date.
final class StoryClock: Sendable {
  private let lock = NSLock()
  // Private, and read and written under `lock` only; the story tells the time, no input does.
  nonisolated(unsafe) private var moment: Instant

  init(start: Instant) { moment = start }

  /// Every look is a second later, so that no two things happen at once.
  func now() -> Instant {
    lock.withLock {
      moment = moment.adding(seconds: 1)
      return moment
    }
  }

  /// Lets days go by.
  func pass(days: Int64) {
    lock.withLock { moment = moment.adding(days: days) }
  }
}
