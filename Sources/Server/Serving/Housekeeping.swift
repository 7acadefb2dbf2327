import Portal

/// What the portal sees to by itself while it serves: at the start, and then once a minute.
struct Housekeeping {
  let portal: Portal

  /// Runs until it is cancelled. A round that fails is reported, and the next one tries again.
  func run() async {
    while !Task.isCancelled {
      do {
        try await portal.expireHostingRequests()
        try await portal.expireDeployments()
        try await portal.expireOffers()
        try await portal.serveWaitingList()
        while try await portal.reissueOrders() > 0 {}
      } catch {
        portal.settings.reportFault("housekeeping: \(error)")
      }
      try? await Task.sleep(for: .seconds(60))
    }
  }
}
