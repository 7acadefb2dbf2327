import HTTPServer

extension HTTPServer.Server {
  /// Serves until the system or the person at the terminal says to end, then drains.
  func run(onReload reload: @escaping @Sendable () -> Void) async throws {
    let signals = try ProcessSignal.stream()
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
