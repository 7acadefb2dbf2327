import HTTPServer

extension HTTPServer.Server {
  /// Serves until one of the signals says to end, then drains.
  func run(
    until signals: AsyncStream<ProcessSignal>, onReload reload: @escaping @Sendable () -> Void
  ) async throws {
    let watch = Task {
      for await signal in signals {
        switch signal {
        case .reload: reload()
        case .terminate:
          ServiceManager.notify("STOPPING=1")
          shutdown()
        }
      }
    }
    defer { watch.cancel() }
    ServiceManager.notify("READY=1")
    try await run()
  }
}
