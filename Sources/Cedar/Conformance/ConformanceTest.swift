import JSON

/// One file of the public conformance corpus (github.com/cedar-policy/cedar-integration-tests):
/// policies, entities, and requests with the expected answers.
struct ConformanceTest {
  struct Question {
    let description: String
    let request: Request
    /// Whether the request is to be held against the schema.
    let mustConform: Bool
    let expected: Answer
  }

  /// What of a response is compared; the order of policies is not.
  struct Answer: Hashable {
    let decision: Decision
    let determining: Set<ExactString>
    let errors: Set<ExactString>
  }

  enum Format: String {
    case cedar, json
  }

  /// Where the test itself stands.
  let path: String
  /// As the test names them.
  let policies: String
  let entities: String
  let schema: String
  let policyFormat: Format
  let schemaFormat: Format
  /// Whether the policies are valid in strict mode; nil where nothing is said.
  let shouldValidate: Bool?
  private let requests: [JSONPlace]

  /// nil where the document is something else than a test.
  init?(json: JSON, path: String) throws(DataError) {
    let place = JSONPlace(json)
    guard let requests = place.optional("requests"), let policies = place.optional("policies")
    else { return nil }
    self.path = path
    self.policies = try policies.text()
    self.requests = try requests.items()
    entities = try place.required("entities").text()
    schema = try place.required("schema").text()
    policyFormat = try Self.format(place.optional("policyFormat"))
    schemaFormat = try Self.format(place.optional("schemaFormat"))
    shouldValidate = try place.optional("shouldValidate", or: "should_validate")?.truth()
  }

  private static func format(_ place: JSONPlace?) throws(DataError) -> Format {
    guard let place else { return .cedar }
    guard let format = Format(rawValue: try place.text()) else {
      throw place.failure("`cedar` or `json` is expected.")
    }
    return format
  }

  var requestCount: Int { requests.count }

  func question(_ position: Int, _ schema: Schema) throws(DataError) -> Question {
    try Question(requests[position], schema)
  }
}

extension JSONPlace {
  /// The member of that name, or of the one that corpora before 4.0 have in its stead.
  fileprivate func optional(_ name: String, or older: String) -> JSONPlace? {
    optional(name) ?? optional(older)
  }

  fileprivate func truth() throws(DataError) -> Bool {
    guard let value = json.bool else { throw failure("A boolean is expected.") }
    return value
  }
}

extension ConformanceTest.Question {
  fileprivate init(_ place: JSONPlace, _ schema: Schema) throws(DataError) {
    description = try place.optional("description", or: "desc")?.text() ?? ""
    let action = try EntityUID(try place.required("action"))
    request = Request(
      principal: try EntityUID(try place.required("principal")),
      action: action,
      resource: try EntityUID(try place.required("resource")),
      context: try Record(
        try place.required("context"), as: schema.actions[action]?.context))
    mustConform =
      try place.optional("validateRequest", or: "enable_request_validation")?.truth() ?? true
    let decision = try place.required("decision")
    guard let known = Decision(rawValue: try decision.text().lowercased()) else {
      throw decision.failure("`allow` or `deny` is expected.")
    }
    expected = ConformanceTest.Answer(
      decision: known, determining: try Self.ids(try place.required("reason")),
      errors: try Self.ids(try place.required("errors")))
  }

  private static func ids(_ place: JSONPlace) throws(DataError) -> Set<ExactString> {
    var ids: Set<ExactString> = []
    for item in try place.items() { ids.insert(ExactString(try item.text())) }
    return ids
  }
}

extension ConformanceTest.Answer {
  init(_ response: Response) {
    decision = response.decision
    determining = Set(response.determining.map { ExactString($0.id) })
    errors = Set(response.errors.map { ExactString($0.policy.id) })
  }
}

extension ConformanceTest.Answer: CustomStringConvertible {
  var description: String {
    func list(_ ids: Set<ExactString>) -> String { "\(ids.sorted().map(\.text))" }
    return "\(decision.rawValue), determining \(list(determining)), errors \(list(errors))"
  }
}
