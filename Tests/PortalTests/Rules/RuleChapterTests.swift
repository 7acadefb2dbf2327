import Foundation
import Portal
import TestSupport
import Testing

@Suite("The rule book as it is read") struct RuleChapterTests {
  @Test("every file is a chapter and every rule an article, with the text that runs")
  func chapters() throws {
    let folder = TestPortal.root + "/policies"
    let book = try RuleBook(folder: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".cedar") }.sorted()
    #expect(book.chapters.map(\.file) == ["fabrique.cedarschema"] + files)
    #expect(book.chapters[0].articles.isEmpty)
    for chapter in book.chapters.dropFirst() {
      let file = try String(contentsOfFile: folder + "/" + chapter.file, encoding: .utf8)
      #expect(chapter.text == file)
      #expect(chapter.articles.count == file.components(separatedBy: "@id(").count - 1)
      let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
      for article in chapter.articles {
        #expect(lines[article.line - 1] == "@id(\"\(article.rule.id)\")")
        #expect(file.contains(article.text))
        #expect(article.text.contains(article.isGuardRail ? "forbid (" : "permit ("))
      }
    }
  }

  @Test("the digest is the same for the same texts, and another when anything in them changes")
  func digest() throws {
    let original = try RuleBook(folder: TestPortal.root + "/policies").digest
    #expect(original.utf8.count == 64)
    #expect(try digest { _ in } == original)
    let changed = try digest { folder in
      let file = URL(filePath: folder + "/audit.cedar")
      try Data((String(contentsOf: file, encoding: .utf8) + "// One remark more.\n").utf8).write(
        to: file)
    }
    let vocabulary = try digest { folder in
      let file = URL(filePath: folder + "/fabrique.cedarschema")
      try Data((String(contentsOf: file, encoding: .utf8) + "\n").utf8).write(to: file)
    }
    let renamed = try digest { folder in
      try FileManager.default.moveItem(
        atPath: folder + "/audit.cedar", toPath: folder + "/journal.cedar")
    }
    #expect(Set([original, changed, vocabulary, renamed]).count == 4)
  }

  /// The digest of a copy of the policies as shipped, once it has been changed.
  private func digest(after change: (_ folder: String) throws -> Void) throws -> String {
    let folder = NSTemporaryDirectory() + "fabrique-rules-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: TestPortal.root + "/policies", toPath: folder)
    try change(folder)
    return try RuleBook(folder: folder).digest
  }
}
