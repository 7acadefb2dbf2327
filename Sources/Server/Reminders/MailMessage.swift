import Foundation
import Portal

/// A plain-text message as `sendmail` takes it (RFC 5322, MIME): what a person wrote stands in it encoded only, so that
/// none of it can become a header.
struct MailMessage {
  let sender: EmailAddress
  let recipient: EmailAddress
  let subject: String
  let body: String
  let at: Instant
  /// Unique for ever, of characters that need no quoting.
  let id: String

  var text: String {
    let domain = sender.text.split(separator: "@").last ?? "localhost"
    let fields = [
      "From: Fabrique IA <\(sender.text)>", "To: <\(recipient.text)>",
      "Subject: \(Self.encodedWords(subject))", "Date: \(Self.date(at))",
      "Message-ID: <\(id)@\(domain)>",
      // RFC 3834: no holiday notice answers it.
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    let encoded = Data(body.utf8)
      .base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    return fields.joined(separator: "\n") + "\n\n" + encoded + "\n"
  }

  /// RFC 2047: whole characters, at most 75 bytes a word, a line each.
  static func encodedWords(_ text: String) -> String {
    var words: [String] = [""]
    for character in text {
      let longer = words[words.count - 1] + String(character)
      if longer.utf8.count > 42 {
        words.append(String(character))
      } else {
        words[words.count - 1] = longer
      }
    }
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
      .joined(separator: "\n ")
  }

  /// RFC 5322 §3.3, in UTC.
  private static func date(_ instant: Instant) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return format.string(from: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
  }
}
