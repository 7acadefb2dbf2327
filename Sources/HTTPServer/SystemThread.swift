import Glibc

/// Threads of our own, apart from those of the Swift runtime, which must not be blocked.
enum SystemThread {
  /// Starts a thread of its own for a piece of work that lasts.
  static func start(_ work: @escaping @Sendable () -> Void) throws(ServerError) {
    let box = Unmanaged.passRetained(Work(body: work))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard failure == 0 else {
      box.release()
      throw .system("pthread_create", failure)
    }
    pthread_detach(thread)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}
