import Foundation
import Portal

/// Looks settings up, flags over environment (`FABRIQUE_…`) over a file, and gathers everything that is wrong with them.
struct SettingReader {
  private let invocation: Invocation
  private let environment: [String: String]
  private var file: [String: String] = [:]
  private(set) var complaints: [Text] = []

  /// `known` names what a file may hold.
  init(_ invocation: Invocation, environment: [String: String], known: [Command.Option]) {
    self.invocation = invocation
    self.environment = environment
    if let path = invocation.value("config") ?? environment["FABRIQUE_CONFIG"] {
      read(path, known: Set(known.map(\.name)))
    }
  }

  /// A file alone; `known` names what it may hold.
  init(file path: String, known: Set<String>) {
    invocation = Invocation(command: .help, operands: [], values: [:])
    environment = [:]
    read(path, known: known)
  }

  func text(_ name: String) -> String? {
    let variable = "FABRIQUE_" + name.uppercased().replacing("-", with: "_")
    return invocation.value(name) ?? environment[variable] ?? file[name]
  }

  /// Whether a flag is set: `true` in the environment or the file.
  func isSet(_ name: String) -> Bool { text(name) == "true" }

  /// A whole number within bounds; nil when none is given or it is none.
  mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let bounds = (range.lowerBound, range.upperBound)
      complain(
        Text(
          "--\(name) : un nombre de \(bounds.0) à \(bounds.1) est attendu.",
          "--\(name): a number from \(bounds.0) to \(bounds.1) is expected."))
      return nil
    }
    return number
  }

  /// A time in seconds, with decimals where wanted, up to an hour.
  mutating func seconds(_ name: String) -> Duration? {
    guard let text = text(name) else { return nil }
    guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
      complain(
        Text(
          "--\(name) : un nombre de secondes, 3600 au plus, est attendu.",
          "--\(name): a number of seconds, 3600 at most, is expected."))
      return nil
    }
    return .milliseconds(Int64(seconds * 1000))
  }

  mutating func complain(_ text: Text) { complaints.append(text) }

  private mutating func read(_ path: String, known: Set<String>) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      complain(
        Text("--config : « \(path) » n’est pas lisible.", "--config: “\(path)” cannot be read."))
      return
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2, known.contains(parts[0]) {
        file[parts[0]] = parts[1]
      } else {
        complain(
          Text(
            "\(path), ligne \(index + 1) : réglage inconnu.",
            "\(path), line \(index + 1): unknown setting."))
      }
    }
  }
}
