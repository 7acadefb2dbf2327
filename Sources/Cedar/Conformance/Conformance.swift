import JSON

/// Holds the engine against the public conformance corpus
/// (github.com/cedar-policy/cedar-integration-tests).
public struct Conformance {
  /// What came out.
  public struct Report: Sendable {
    /// The number of requests asked.
    public fileprivate(set) var requests = 0
    /// The number of requests answered as expected.
    public fileprivate(set) var passed = 0
    /// One line for each request answered otherwise and each test that could not be read.
    public fileprivate(set) var failures: [String] = []

    public init() {}

    public static func + (left: Report, right: Report) -> Report {
      var sum = left
      sum.requests += right.requests
      sum.passed += right.passed
      sum.failures += right.failures
      return sum
    }
  }

  /// Gives the content of a file, by its path from the root of the corpus.
  private let read: (String) throws -> [UInt8]

  /// `read` gives the content of a file, by its path from the root of the corpus.
  public init(read: @escaping (String) throws -> [UInt8]) {
    self.read = read
  }

  /// Runs the tests at these paths, the JSON files with requests.
  ///
  /// Compared are the decision, the set of determining policies and the set of policies with
  /// errors.
  public func run(_ tests: some Sequence<String>) -> Report {
    var report = Report()
    for test in tests { run(test, &report) }
    return report
  }

  private func run(_ path: String, _ report: inout Report) {
    // A test that cannot be read counts as one request at least, answered otherwise.
    var count = 1
    defer { report.requests += count }
    do {
      let test = try ConformanceTest(json: json(at: path))
      count = test.questionCount
      let policies = try PolicySet(parsing: text(at: test.policies), file: test.policies)
      let schema = try Schema(parsing: text(at: test.schema), file: test.schema)
      let entities = try Entities(json: json(at: test.entities), schema: schema)
      for question in try test.questions(schema) {
        let response = policies.authorize(question.request, entities: entities)
        let answer = ConformanceTest.Answer(response)
        if answer == question.expected {
          report.passed += 1
        } else {
          report.failures.append(
            "\(path): \(question.description): expected \(question.expected); got \(answer)")
        }
      }
    } catch {
      report.failures.append("\(path): \(error)")
    }
  }

  private func text(at path: String) throws -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  private func json(at path: String) throws -> JSON {
    try JSON(parsing: read(path), maximumDepth: 200)
  }
}
