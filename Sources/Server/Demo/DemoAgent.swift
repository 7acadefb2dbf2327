import Foundation

/// The site's agent of the demonstration: this very program once more, as its own process with its own token.
struct DemoAgent {
  private let process = Process()

  init(folder: DemoFolder, portal address: String) throws {
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "agent", "--portal", address, "--token-file", folder.tokenPath, "--state", folder.agentPath,
      "--period", "5", "--ceiling", "vcpu=12,memoryGiB=48", "--stop-workloads",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Ends the agent, and with it what it runs: nothing of a demonstration stays behind.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
