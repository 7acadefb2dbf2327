import Foundation
import Testing

/// What the compiler has to refuse, tried on the compiler: each snippet is checked as one more file of the module `Portal`.
@Suite("No permit, no write") struct PermitTests {
  @Test("a write with the gate's permit compiles")
  func permitted() throws {
    #expect(
      try complaints(
        """
        func write(_ work: Work, _ useCase: UseCase) throws {
          var useCase = useCase
          let permit = try work.permit(.proposeUseCase, on: useCase)
          try work.useCases.save(&useCase, permit)
        }
        """) == "")
  }

  @Test(
    "going round the rules does not",
    arguments: [
      (
        "a permit made by hand",
        """
        func forge() -> Permit<UseCase> {
          Permit(action: .publishUseCase, actor: .console, at: Instant(milliseconds: 0), resourceID: "")
        }
        """, "inaccessible due to 'fileprivate' protection level"
      ),
      (
        "a write without one",
        """
        func write(_ work: Work, _ useCase: UseCase) throws {
          var useCase = useCase
          try work.useCases.save(&useCase)
        }
        """, "missing argument"
      ),
      (
        "the permit of another kind of thing",
        """
        func write(_ work: Work, _ useCase: UseCase, _ person: Person) throws {
          var useCase = useCase
          let permit = try work.permit(.signOut, on: person)
          try work.useCases.save(&useCase, permit)
        }
        """, "cannot convert value of type 'Permit<Person>'"
      ),
      (
        "a permit asked for where one only looks",
        """
        func write(_ reading: Reading, _ useCase: UseCase) throws {
          _ = try reading.permit(.proposeUseCase, on: useCase)
        }
        """, "has no member 'permit'"
      ),
    ])
  func refused(name: String, snippet: String, expected: String) throws {
    let complaints = try complaints(snippet)
    #expect(complaints.contains(expected), "\(name): \(complaints)")
  }

  /// What the compiler says of a file of the module `Portal`; nothing when it is content.
  private func complaints(_ snippet: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).swift")
    try Data(snippet.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    // The test program lies where the modules were built.
    let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let sources = try SourceTree.swiftFiles(under: "Sources/Portal").map {
      "\(SourceTree.root)/\($0.path)"
    }
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      [
        "swiftc", "-frontend", "-typecheck", "-swift-version", "6", "-module-name", "Portal",
        "-I", "\(built)/Modules", "-enable-upcoming-feature", "InternalImportsByDefault",
        "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
        "-Xcc", "-fmodule-map-file=\(SourceTree.root)/Sources/CSQLite/module.modulemap",
        "-Xcc", "-fmodule-map-file=\(SourceTree.root)/Sources/COpenSSL/module.modulemap",
        "\(built)/Portal.build/DerivedSources/embedded_resources.swift",
      ] + sources + ["-primary-file", file.path]
    let output = Pipe()
    compiler.standardError = output
    try compiler.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    compiler.waitUntilExit()
    return text
  }
}
