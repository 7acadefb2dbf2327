import Foundation
import Testing

/// House rules that a reader of the sources can check.
@Suite("House rules") struct RuleTests {
  static let product = [
    "JSON", "SQLite", "Crypto", "Cedar", "HTML", "HTTP", "HTTPServer", "Portal", "PortalWeb",
    "Server",
  ]

  @Test("nothing in the product can trap on purpose", arguments: product)
  func noTraps(module: String) throws {
    let traps = ["try!", "fatalError(", "preconditionFailure(", "unsafeBitCast", "as!"]
    for file in try SourceTree.swiftFiles(under: "Sources/\(module)") {
      for (number, line) in file.lines.enumerated() where !isComment(line) {
        for trap in traps {
          #expect(!line.contains(trap), "\(file.path):\(number + 1) has \(trap)")
        }
      }
    }
  }

  @Test("what the compiler cannot check has its proof beside it", arguments: product)
  func uncheckedIsProved(module: String) throws {
    for file in try SourceTree.swiftFiles(under: "Sources/\(module)") {
      for (number, line) in file.lines.enumerated()
      where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
        let around = file.lines[max(0, number - 6)...min(number, file.lines.count - 1)]
        #expect(
          around.contains { $0.contains("//") },
          "\(file.path):\(number + 1) is unchecked without a comment that proves it")
      }
    }
  }

  @Test("SQL stands in stores and migrations only")
  func onlyThePortalKnowsSQL() throws {
    let verbs = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"]
    for file in try SourceTree.swiftFiles(under: "Sources/PortalWeb") {
      for (number, line) in file.lines.enumerated() where !isComment(line) {
        for verb in verbs {
          #expect(!line.contains(verb), "\(file.path):\(number + 1) has SQL")
        }
      }
    }
  }

  @Test("only the gate makes permits")
  func onlyTheGateMakesPermits() throws {
    for file in try SourceTree.swiftFiles(under: "Sources/Portal")
    where !file.path.hasSuffix("Access/Gate.swift") {
      for (number, line) in file.lines.enumerated() where !isComment(line) {
        #expect(!line.contains("Permit("), "\(file.path):\(number + 1) makes a permit")
      }
    }
  }

  @Test("one line approves hosting requests, and one turns what was held for them into what is used")
  func oneWayToApproved() throws {
    for deed in ["apply(.approve", "reservations.use("] {
      let places = try SourceTree.swiftFiles(under: "Sources").flatMap { file in
        file.lines.filter { $0.contains(deed) && !isComment($0) }.map { _ in file.path }
      }
      #expect(places.map { $0.split(separator: "/").last } == ["DecisionActions.swift"], "\(deed)")
    }
  }

  private func isComment(_ line: String) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }
}
