import Foundation
import Portal
import Testing

@testable import Server

@Suite("A message in the form that mail has") struct MailMessageTests {
  private func message(_ subject: String, _ body: String) throws -> MailMessage {
    MailMessage(
      sender: try #require(EmailAddress("fabrique@exemple.fr")),
      recipient: try #require(EmailAddress("lea@exemple.fr")), subject: subject, body: body,
      at: Instant(milliseconds: 1_796_083_200_000), id: "a.1")
  }

  @Test("nothing that a person wrote becomes a header")
  func injection() throws {
    let text = try message("a\nBcc: x@exemple.fr", "b\n\n.\nQUIT").text
    let head = try #require(text.range(of: "\n\n")).lowerBound
    let names = text[..<head].split(separator: "\n").compactMap { line in
      line.hasPrefix(" ") ? nil : line.split(separator: ":").first.map(String.init)
    }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
      ])
    #expect(text.contains("Date: Tue, 01 Dec 2026 00:00:00 +0000\n"))
    #expect(text.contains("Message-ID: <a.1@exemple.fr>\n"))
  }

  @Test("a long subject is folded between characters, RFC 2047")
  func subject() throws {
    let subject = String(repeating: "Échéance dépassée 🏛️ ", count: 9)
    let words = MailMessage.encodedWords(subject).split(separator: "\n ")
    #expect(words.allSatisfy { $0.utf8.count <= 75 })
    let read = try words.map { word in
      let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      return try #require(String(data: data, encoding: .utf8))
    }
    #expect(read.joined() == subject)
  }
}
