import Cedar
import Foundation
import JSON
import Testing

/// The policies of the corpora keep their meaning in every form.
@Suite struct CorpusFormsTests {
  @Test func handwrittenPolicies() throws {
    let corpus = try Corpus("handwritten-tests.tar.gz")
    try checkPolicies(of: corpus, in: "tests", step: 1)
    try corpus.remove()
  }

  @Test func generatedPolicies() throws {
    let corpus = try Corpus("corpus-tests-4.8.2.tar.gz")
    // One in twenty: all of them would take a minute in a debug build.
    try checkPolicies(of: corpus, in: "corpus-tests", step: 20)
    try corpus.remove()
  }

  private func checkPolicies(of corpus: Corpus, in folder: String, step: Int) throws {
    let root = corpus.root.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { $0.hasSuffix(".cedar") }.sorted()
    #expect(names.count >= 22)
    for position in stride(from: 0, to: names.count, by: step) {
      let file = root.appendingPathComponent(names[position])
      try checkForms(of: String(contentsOf: file, encoding: .utf8), named: names[position])
    }
  }

  private func checkForms(of text: String, named name: String) throws {
    let set = try PolicySet(parsing: text)
    let json = set.json
    #expect(try PolicySet(json: json).policies == set.policies, "\(name)")
    #expect(try PolicySet(parsing: set.description).json == json, "\(name)")
    let formatted = try PolicyFormatter(width: 60).format(text)
    #expect(try PolicySet(parsing: formatted).policies == set.policies, "\(name)")
    #expect(try PolicyFormatter(width: 60).format(formatted) == formatted, "\(name)")
  }
}
