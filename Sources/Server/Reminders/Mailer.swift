import Foundation
import Portal

/// Tells people what waits for them, through the system's `sendmail`, which knows the mail server, queues and tries again.
struct Mailer: Sendable {
  let sender: EmailAddress
  /// A program with sendmail's `-t`, `-i` and `-f`. What it complains of stands among the portal's own complaints.
  let program: String
  /// From which hour on, UTC.
  let hour: Int64
  /// Where browsers find the portal, without a slash at its end.
  let origin: String

  /// Until it is cancelled: a round a minute, in which most people have their turn once a day. A failure ends the round, so
  /// that a mail server that is down is asked once a minute; the next one begins with somebody else.
  func run(for portal: Portal) async {
    while !Task.isCancelled {
      do {
        while !Task.isCancelled, let reminder = try await portal.nextReminder() {
          try await send(message(reminder, of: portal.settings))
          try await portal.recordSent(reminder)
        }
      } catch {
        portal.settings.reportFault("reminders: \(FailureReport(error).text.english)")
      }
      try? await Task.sleep(for: .seconds(60))
    }
  }

  private func message(_ reminder: Reminder, of settings: Settings) -> MailMessage {
    MailMessage(
      sender: sender, recipient: reminder.address, subject: reminder.subject,
      body: reminder.body(origin: origin), at: settings.clock(),
      id: settings.random(16).map { String($0, radix: 16) }.joined(separator: "."))
  }

  private func send(_ message: MailMessage) async throws {
    try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
      // It waits for a program: nothing for the threads that tasks share.
      DispatchQueue.global(qos: .utility).async {
        end.resume(with: Result { try deliver(message.text) })
      }
    }
  }

  private func deliver(_ text: String) throws {
    let sendmail = Process()
    // One that does not end is ended: the others wait for it.
    sendmail.executableURL = URL(filePath: "/usr/bin/timeout")
    sendmail.arguments = ["--kill-after=5", "30", program, "-t", "-i", "-f", sender.text]
    let input = Pipe()
    sendmail.standardInput = input
    sendmail.standardOutput = FileHandle.nullDevice
    try sendmail.run()
    // One that ends without reading shows by its status.
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? input.fileHandleForWriting.close()
    sendmail.waitUntilExit()
    guard sendmail.terminationStatus == 0 else {
      throw Failure(Text(verbatim: "\(program): \(sendmail.terminationStatus)"))
    }
  }
}
