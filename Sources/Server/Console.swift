import Foundation
import JSON
import Portal

/// The terminal: results go to standard output, complaints to standard error, in the language of `LANG`.
struct Console: Sendable {
  let language: Language

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    language = locale.hasPrefix("fr") ? .french : .english
  }

  func print(_ text: Text) { print(text[language]) }

  func print(_ line: String) { write(line + "\n", to: .standardOutput) }

  func print(_ json: JSON) {
    print(String(decoding: json.serialised(pretty: true), as: UTF8.self))
  }

  func complain(_ text: Text) { write(text[language] + "\n", to: .standardError) }

  /// Lines that carry their own ends.
  func write(lines: String) { write(lines, to: .standardOutput) }

  /// Unbuffered, so that whoever waits for a line gets it at once; a closed pipe is no reason to die.
  private func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
