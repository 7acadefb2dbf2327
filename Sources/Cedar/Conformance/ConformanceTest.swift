import JSON

/// One file of the public conformance corpus (github.com/cedar-policy/cedar-integration-tests):
/// policies, entities, and requests with the expected answers.
struct ConformanceTest {
  struct Question {
    let description: String
    let request: Request
    let expected: Answer
  }

  /// What of a response is compared; the order of policies is not.
  struct Answer: Hashable {
    let decision: Decision
    let determining: Set<String>
    let errors: Set<String>
  }

  /// Paths from the root of the corpus.
  let policies: String
  let entities: String

  let schema: String
  private let requests: [JSONPlace]

  init(json: JSON) throws(DataError) {
    let place = JSONPlace(json)
    policies = try place.required("policies").text()
    entities = try place.required("entities").text()
    schema = try place.required("schema").text()
    requests = try place.required("requests").items()
  }

  var questionCount: Int { requests.count }

  func questions(_ schema: Schema) throws(DataError) -> [Question] {
    var questions: [Question] = []
    for request in requests { questions.append(try Question(request, schema)) }
    return questions
  }
}

extension ConformanceTest.Question {
  fileprivate init(_ place: JSONPlace, _ schema: Schema) throws(DataError) {
    description = try place.required("description").text()
    let action = try EntityUID(try place.required("action"))
    request = Request(
      principal: try EntityUID(try place.required("principal")),
      action: action,
      resource: try EntityUID(try place.required("resource")),
      context: try Record(
        try place.required("context"), as: schema.actions[action]?.context))
    let decision = try place.required("decision")
    guard let known = Decision(rawValue: try decision.text()) else {
      throw decision.failure("`allow` or `deny` is expected.")
    }
    expected = ConformanceTest.Answer(
      decision: known, determining: try Self.ids(try place.required("reason")),
      errors: try Self.ids(try place.required("errors")))
  }

  private static func ids(_ place: JSONPlace) throws(DataError) -> Set<String> {
    var ids: Set<String> = []
    for item in try place.items() { ids.insert(try item.text()) }
    return ids
  }
}

extension ConformanceTest.Answer {
  init(_ response: Response) {
    decision = response.decision
    determining = Set(response.determining.map(\.id))
    errors = Set(response.errors.map(\.policy.id))
  }
}

extension ConformanceTest.Answer: CustomStringConvertible {
  var description: String {
    "\(decision.rawValue), determining \(determining.sorted()), errors \(errors.sorted())"
  }
}
