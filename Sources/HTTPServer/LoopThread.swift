import Glibc

/// Which event loop the present thread belongs to.
enum LoopThread {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  static var current: EventLoop? {
    get {
      pthread_getspecific(key).map {
        Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue()
      }
    }
    set { pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
  }
}

extension EventLoop {
  /// Whether the caller runs on this loop's thread.
  var isCurrent: Bool { LoopThread.current === self }
}
