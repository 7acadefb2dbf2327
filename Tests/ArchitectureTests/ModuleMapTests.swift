import Foundation
import Testing

/// SwiftPM does not stop an undeclared import of a module that happens to be built; these tests do.
@Suite("Module map") struct ModuleMapTests {
  /// What each module may import, beside the standard library.
  static let allowed: [String: Set<String>] = [
    "JSON": [],
    "SQLite": ["CSQLite", "Glibc", "Dispatch", "Synchronization"],
    "Crypto": ["COpenSSL", "Glibc"],
    "Cedar": ["JSON", "Glibc", "Foundation"],
    "HTML": [],
    "HTTP": ["JSON", "Glibc", "Foundation"],
    "HTTPServer": ["HTTP", "Crypto", "CLinux", "Glibc", "Dispatch"],
    "Portal": ["SQLite", "Cedar", "Crypto", "JSON", "Foundation", "Dispatch", "Synchronization"],
    "PortalWeb": ["Portal", "HTTP", "HTML", "JSON", "Foundation"],
    "Server": [
      "Portal", "PortalWeb", "HTTPServer", "HTTP", "HTML", "Cedar", "Crypto", "JSON", "SQLite",
      "CLinux", "Foundation", "Glibc", "Dispatch",
    ],
  ]

  @Test(
    "every module imports what DESIGN allows it and nothing else", arguments: allowed.keys.sorted())
  func importsOnlyDownward(module: String) throws {
    let permitted = try #require(Self.allowed[module])
    for file in try SourceTree.swiftFiles(under: "Sources/\(module)") {
      for line in file.lines {
        guard let name = importedModule(in: line) else { continue }
        #expect(permitted.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test("kits know no word of the portal")
  func kitsStandAlone() throws {
    let words = ["useCase", "hostingRequest", "Gigalis", "fabrique"]
    for kit in ["JSON", "SQLite", "Crypto", "Cedar", "HTML", "HTTP", "HTTPServer"] {
      for file in try SourceTree.swiftFiles(under: "Sources/\(kit)") {
        for (number, line) in file.lines.enumerated() {
          for word in words {
            #expect(!line.contains(word), "\(file.path):\(number + 1) says \(word)")
          }
        }
      }
    }
  }

  @Test("the top level is what the map says")
  func topLevel() throws {
    let expected: Set<String> = [
      "Package.swift", "Sources", "Tests", "Public", "policies", "README.md", "LICENSE",
      "CHANGELOG.md",
    ]
    let found = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root)
      .filter { !$0.hasPrefix(".") && $0 != "data" && $0 != "Package.resolved" }
    #expect(Set(found).subtracting(expected) == [])
  }

  private func importedModule(in line: String) -> String? {
    var words = line.split(separator: " ").map(String.init)
    while let first = words.first,
      ["public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency"]
        .contains(first)
    {
      words.removeFirst()
    }
    guard words.first == "import", words.count >= 2 else { return nil }
    let isKindNamed = ["struct", "class", "enum", "func", "var", "let", "typealias", "protocol"]
      .contains(words[1])
    let path = isKindNamed && words.count > 2 ? words[2] : words[1]
    return path.split(separator: ".").first.map(String.init)
  }
}
