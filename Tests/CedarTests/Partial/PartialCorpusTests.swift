import Cedar
import Foundation
import JSON
import Testing

/// Blanks out parts of the requests of the public corpus, and holds what comes of the residuals
/// against the answer to the whole request.
///
/// `FABRIQUE_CEDAR_STRIDE` says every how many files are taken; 1 takes all.
@Suite struct PartialCorpusTests {
  @Test func generatedTests() throws {
    let environment = ProcessInfo.processInfo.environment["FABRIQUE_CEDAR_STRIDE"]
    let step = environment.flatMap { Int($0) } ?? 20
    let corpus = try Corpus("corpus-tests-4.8.2.tar.gz")
    let tests = try corpus.tests(in: "corpus-tests")
    var tally = Tally()
    for position in stride(from: 0, to: tests.count, by: step) {
      for question in try Question.all(of: corpus, at: tests[position]) {
        tally.check(question, Blanks.third(position / step), tests[position])
      }
    }
    try corpus.remove()
    #expect(tally.differences.prefix(20) == [])
    // Not all may be decided at once, nor all be left open.
    #expect(tally.decided > tally.checks / 10)
    #expect(tally.open > tally.checks / 50)
  }

  @Test func handwrittenTests() throws {
    let corpus = try Corpus("handwritten-tests.tar.gz")
    var tally = Tally()
    for test in try corpus.tests(in: "tests") {
      for question in try Question.all(of: corpus, at: test) {
        tally.check(question, Blanks.all, test)
      }
    }
    try corpus.remove()
    #expect(tally.differences.prefix(20) == [])
    #expect(tally.open > 100)
  }
}

/// What a request of the corpus needs to be decided.
private struct Question {
  let policies: PolicySet
  let request: Request
  let entities: Entities

  /// The questions of one file, each once.
  static func all(of corpus: Corpus, at path: String) throws -> [Question] {
    func bytes(_ path: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: corpus.root.appendingPathComponent(path)))
    }
    func text(_ json: JSON?) throws -> String {
      String(decoding: try bytes(#require(json?.text)), as: UTF8.self)
    }
    let test = try JSON(parsing: bytes(path))
    let schema = try Schema(parsing: text(test["schema"]))
    let policies = try PolicySet(parsing: text(test["policies"]))
      .indexed(by: schema.actionEntities)
    let entities = try Entities(
      json: JSON(parsing: bytes(#require(test["entities"]?.text))), schema: schema)
    let requests = try #require(test["requests"]?.items).map { json in
      let action = try EntityUID(json: #require(json["action"]))
      return Request(
        principal: try EntityUID(json: #require(json["principal"])), action: action,
        resource: try EntityUID(json: #require(json["resource"])),
        context: try Record(
          json: #require(json["context"]), as: schema.actions[action]?.context))
    }
    return Set(requests).map { Question(policies: policies, request: $0, entities: entities) }
  }
}

/// A way to blank out parts of a question; each number makes another mixture.
private struct Blanks {
  let number: Int

  static let all = (0..<24).map(Blanks.init)

  /// A third of them.
  static func third(_ number: Int) -> [Blanks] {
    stride(from: number % 3, to: all.count, by: 3).map { all[$0] }
  }

  func request(_ question: Question) -> PartialRequest {
    let request = question.request
    return PartialRequest(
      principal: number & 1 == 0
        ? .known(request.principal)
        : .unknown(request.principal.type, entity(request.principal, question, number / 8)),
      action: request.action,
      resource: number & 2 == 0
        ? .known(request.resource)
        : .unknown(request.resource.type, entity(request.resource, question, number / 8 + 1)),
      context: record(request.context, number & 4 == 0 ? 0 : number / 8 + 1))
  }

  /// Some entities whole, some in part, some not at all.
  func entities(_ question: Question) -> PartialEntities {
    var partial: [EntityUID: PartialEntity] = [:]
    for (position, entity) in question.entities.enumerated() {
      let way = (position + number) % 5
      if way > 0 { partial[entity.uid] = self.entity(entity.uid, question, way - 1) }
    }
    return PartialEntities(question.entities, partial: partial)
  }

  private func entity(_ uid: EntityUID, _ question: Question, _ way: Int) -> PartialEntity {
    guard way % 4 > 0, let entity = question.entities[uid] else { return .unknown }
    let ancestors = question.entities.map(\.uid)
      .filter { $0 != uid && question.entities.isEntity(uid, in: $0) }
    return PartialEntity(
      attributes: record(entity.attributes, way),
      // Ancestors that are no entities themselves would be missed.
      ancestors: way % 2 == 0 && entity.parents.allSatisfy { question.entities[$0] != nil }
        ? Set(ancestors) : nil,
      tags: record(entity.tags, way + 1))
  }

  private func record(_ record: Record, _ way: Int) -> PartialRecord {
    switch way % 4 {
    case 0: return PartialRecord(record)
    case 1: return .unknown
    case 2:
      return PartialRecord(record, unknown: Set(record.dropLast(record.count / 2).map(\.name)))
    default:
      let known = Record(record.dropFirst(record.count / 2).map { ($0.name, $0.value) })
      return PartialRecord(known, absent: ["noSuchName"])
    }
  }
}

private struct Tally {
  private(set) var checks = 0
  /// How many partial requests were decided without the rest.
  private(set) var decided = 0
  /// How many left something of a policy.
  private(set) var open = 0
  private(set) var differences: [String] = []

  mutating func check(_ question: Question, _ ways: [Blanks], _ name: String) {
    let whole = question.policies.authorize(question.request, entities: question.entities)
    for blanks in ways {
      let partial = question.policies.authorize(
        blanks.request(question), entities: blanks.entities(question))
      let answer = partial.reauthorize(question.request, entities: question.entities)
      checks += 1
      if partial.answers.contains(where: \.outcome.isResidual) { open += 1 }
      if partial.decision != nil { decided += 1 }
      if summary(answer) != summary(whole) {
        differences.append(
          "\(name), blanks \(blanks.number): \(summary(answer)), not \(summary(whole))")
      }
      if let decision = partial.decision, decision != whole.decision {
        differences.append("\(name), blanks \(blanks.number): decided \(decision) in advance")
      }
    }
  }

  private func summary(_ response: Response) -> String {
    "\(response.decision) \(response.determining.map(\.id)) \(response.errors.map(\.policy.id))"
  }
}

extension PartialResponse.Outcome {
  var isResidual: Bool {
    if case .residual = self { true } else { false }
  }
}
