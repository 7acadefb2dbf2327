import Foundation
import Portal

/// Sends reminders through the system's `sendmail`, which knows the mail server, queues and tries again.
struct Mailer: Sendable {
  let sender: EmailAddress
  /// The program, with sendmail's `-t`, `-i` and `-f`.
  let program: String
  /// From which hour on, UTC.
  let hour: Int64
  /// Where browsers find the portal: `https://…`.
  let origin: String

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Until it is cancelled: a round a minute, in which there is something to do for most people once a day.
  func run(for portal: Portal) async {
    while !Task.isCancelled {
      do {
        try await tellEverybody(portal)
      } catch {
        portal.settings.reportFault("reminders: \(error)")
      }
      try? await Task.sleep(for: .seconds(60))
    }
  }

  /// One after the other. The first failure ends the round: those who were not told have their next turn in an hour.
  private func tellEverybody(_ portal: Portal) async throws {
    while !Task.isCancelled {
      let (reminders, isDone) = try await portal.nextReminders()
      for reminder in reminders {
        try await send(reminder, at: portal.settings.clock(), random: portal.settings.random)
        try await portal.recordSent(reminder)
      }
      if isDone { return }
    }
  }

  private func send(
    _ reminder: Reminder, at now: Instant, random: (Int) -> [UInt8]
  ) async throws {
    let message = MailMessage(
      sender: sender, recipient: reminder.address, subject: reminder.subject,
      body: reminder.body(origin: origin), at: now,
      id: random(16).map { String($0, radix: 16) }.joined(separator: "."))
    try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
      // It waits for a program: nothing for the threads that tasks share.
      DispatchQueue.global(qos: .utility).async { end.resume(with: Result { try deliver(message) }) }
    }
  }

  private func deliver(_ message: MailMessage) throws {
    let sendmail = Process()
    // A mail server that does not answer holds up no round for long.
    sendmail.executableURL = URL(filePath: "/usr/bin/timeout")
    sendmail.arguments = ["30", program, "-t", "-i", "-f", sender.text]
    let input = Pipe()
    sendmail.standardInput = input
    sendmail.standardOutput = FileHandle.nullDevice
    sendmail.standardError = FileHandle.nullDevice
    try sendmail.run()
    // One that ends without reading shows by its status.
    try? input.fileHandleForWriting.write(contentsOf: Data(message.text.utf8))
    try? input.fileHandleForWriting.close()
    sendmail.waitUntilExit()
    guard sendmail.terminationStatus == 0 else {
      throw Failure(description: "\(program) ended with \(sendmail.terminationStatus)")
    }
  }
}
