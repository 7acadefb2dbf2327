import JSON

/// Holds the engine against the public conformance corpora
/// (github.com/cedar-policy/cedar-integration-tests): whether policies are valid, whether entities
/// and requests conform, and what is decided.
///
/// Tests are found by what is in them, anywhere among the files; the paths in them hold from
/// whichever folder above leads to a file.
public struct Conformance: Sendable {
  /// What came out.
  public struct Report: Sendable {
    /// Requests that conform as they should and are answered as expected.
    public internal(set) var requests = Tally()
    /// Policy sets that are valid, in strict mode, where they should be and only there.
    public internal(set) var validations = Tally()
    /// One line for each that came out otherwise and each test that could not be read.
    public internal(set) var failures: [String] = []

    public init() {}

    public var total: Tally { requests + validations }

    public static func + (left: Report, right: Report) -> Report {
      var sum = left
      sum.requests = left.requests + right.requests
      sum.validations = left.validations + right.validations
      sum.failures += right.failures
      return sum
    }
  }

  public struct Tally: Hashable, Sendable, CustomStringConvertible {
    public internal(set) var passed = 0
    public internal(set) var count = 0

    public static func + (left: Tally, right: Tally) -> Tally {
      Tally(passed: left.passed + right.passed, count: left.count + right.count)
    }

    public var description: String { "\(passed) of \(count)" }
  }

  /// Files that may be tests.
  private let tests: [String]
  private let known: Set<ExactString>
  /// Gives the content of a file, by its path.
  private let read: @Sendable (String) throws -> [UInt8]

  /// `files` are the paths of all files there are, with `/` between folders; `read` gives the
  /// content of one.
  public init(files: [String], read: @escaping @Sendable (String) throws -> [UInt8]) {
    tests = files.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".entities.json") }
    known = Set(files.map { ExactString($0) })
    self.read = read
  }

  /// Runs every test, in so many parts at once, one at least.
  public func run(inParts count: Int = 2) async -> Report {
    let count = max(1, count)
    return await withTaskGroup(of: Report.self) { group in
      for part in 0..<count {
        // Dealt out in turn, as tests beside one another are alike in length.
        let share = stride(from: part, to: tests.count, by: count).map { tests[$0] }
        group.addTask { run(share) }
      }
      return await group.reduce(Report(), +)
    }
  }

  private func run(_ files: [String]) -> Report {
    var report = Report()
    for file in files { run(file, &report) }
    return report
  }

  private func run(_ path: String, _ report: inout Report) {
    let test: ConformanceTest
    do {
      guard let found = try ConformanceTest(json: json(at: path), path: path) else { return }
      test = found
    } catch {
      report.failures.append("\(path): \(error)")
      report.requests.count += 1
      return
    }
    // What stops a test counts as everything in it come out otherwise.
    report.requests.count += test.requestCount
    if test.shouldValidate != nil { report.validations.count += 1 }
    do {
      try run(test, &report)
    } catch {
      report.failures.append("\(path): \(error)")
    }
  }

  private func run(_ test: ConformanceTest, _ report: inout Report) throws {
    let schema = try schema(of: test)
    let policies = try policies(of: test)
    if let expected = test.shouldValidate {
      let errors = Validator(schema: schema).validate(policies).errors
      if errors.isEmpty == expected {
        report.validations.passed += 1
      } else {
        report.failures.append(
          "\(test.path): expected \(expected ? "valid" : "invalid") policies; got \(errors)")
      }
    }
    let entities = try Entities(json: json(at: path(test.entities, from: test)), schema: schema)
    try schema.validate(entities)
    let indexed = policies.indexed(by: schema.actionEntities)
    for position in 0..<test.requestCount {
      do {
        let question = try test.question(position, schema)
        if question.mustConform { try schema.validate(question.request) }
        let answer = ConformanceTest.Answer(
          indexed.authorize(question.request, entities: entities))
        if answer == question.expected {
          report.requests.passed += 1
        } else {
          report.failures.append(
            "\(test.path): \(question.description): expected \(question.expected); got \(answer)")
        }
      } catch {
        report.failures.append("\(test.path): request \(position): \(error)")
      }
    }
  }

  // MARK: - Files

  private func schema(of test: ConformanceTest) throws -> Schema {
    switch test.schemaFormat {
    case .cedar: try Schema(parsing: text(at: test.schema, from: test), file: test.schema)
    case .json: try Schema(json: json(at: path(test.schema, from: test)))
    }
  }

  private func policies(of test: ConformanceTest) throws -> PolicySet {
    switch test.policyFormat {
    case .cedar: try PolicySet(parsing: text(at: test.policies, from: test), file: test.policies)
    case .json: try PolicySet(json: json(at: path(test.policies, from: test)))
    }
  }

  /// The path of a file that a test names: from the nearest folder above the test that it leads
  /// from. Folders at its start may be missing, as the files may lie in one of them.
  private func path(_ named: String, from test: ConformanceTest) -> String {
    var name = named.split(separator: "/")[...]
    while !name.isEmpty {
      var folders = test.path.split(separator: "/")
      while folders.popLast() != nil {
        let path = (folders + name).joined(separator: "/")
        if known.contains(ExactString(path)) { return path }
      }
      name.removeFirst()
    }
    return named
  }

  private func text(at named: String, from test: ConformanceTest) throws -> String {
    String(decoding: try read(path(named, from: test)), as: UTF8.self)
  }

  private func json(at path: String) throws -> JSON {
    try JSON(parsing: read(path), maximumDepth: 200)
  }
}
