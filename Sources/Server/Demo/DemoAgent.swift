import Crypto
import Foundation
import Portal

/// The site's agent of the demonstration: this very program once more, as its own process with its own certificate.
struct DemoAgent {
  let folder: DemoFolder
  let portal: Portal
  /// Where the portal is for agents.
  let address: String
  let console: Console

  /// Enrols the agent if need be and lets it work until this is cancelled; what it runs ends with it: nothing of a
  /// demonstration stays behind.
  func run() async {
    do {
      if !isEnrolled {
        let site = try portal.site(DemoHosting.site.slug, as: .console).site
        let (_, code) = try await portal.enrolAgent(
          at: site.id, name: "agent de démonstration", as: .console)
        let status = try await program(
          "agent", "enrol", "--portal", address, "--code", "-", "--state", folder.agentPath,
          input: code.text)
        guard status == 0 || Task.isCancelled else {
          throw Failure(
            Text(
              "il n’a pas pu s’enrôler (curl est-il là ?).", "it could not enrol (is curl there?).")
          )
        }
      }
      _ = try await program(
        "agent", "--portal", address, "--state", folder.agentPath, "--period", "5", "--ceiling",
        "vcpu=12,memoryGiB=48", "--sample", "60", "--stop-workloads")
    } catch {
      console.complain(
        Text(
          "L’agent de démonstration : \(FailureReport(error).text.french)",
          "The demonstration’s agent: \(FailureReport(error).text.english)"))
    }
  }

  private var isEnrolled: Bool {
    guard let identity = try? AgentIdentity(in: folder.agentPath) else { return false }
    return (try? portal.actor(certificate: identity.certificate.fingerprint)) != nil
  }

  /// Runs this program to its end and returns its exit status; being cancelled tells it to end.
  private func program(_ arguments: String..., input: String = "") async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    let standardInput = Pipe()
    process.standardInput = standardInput
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try standardInput.fileHandleForWriting.write(contentsOf: Data((input + "\n").utf8))
    try standardInput.fileHandleForWriting.close()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { end in
        process.terminationHandler = { end.resume(returning: $0.terminationStatus) }
        do {
          try process.run()
        } catch {
          process.terminationHandler = nil
          end.resume(throwing: error)
          return
        }
        // It may have been cancelled before there was anything to end.
        if Task.isCancelled { process.terminate() }
      }
    } onCancel: {
      if process.isRunning { process.terminate() }
    }
  }
}
