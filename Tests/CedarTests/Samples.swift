import Cedar

let alice = EntityUID(type: "User", id: "alice")
let bob = EntityUID(type: "User", id: "bob")
let album = EntityUID(type: "Album", id: "holidays")
let photo = EntityUID(type: "Photo", id: "beach.jpg")

func action(_ id: String) -> EntityUID {
  EntityUID(type: "Action", id: id)
}

/// Asks whether alice may view the photo.
func answer(
  _ policies: String, context: Record = [:], entities: [Entity] = []
) throws -> Response {
  try PolicySet(parsing: policies).authorize(
    Request(principal: alice, action: action("view"), resource: photo, context: context),
    entities: Entities(entities))
}

/// The value of an expression: true, false, or the error.
func outcome(
  of expression: String, context: Record = [:], entities: [Entity] = []
) throws -> Result<Bool, EvaluationError> {
  let response = try answer(
    "permit (principal, action, resource) when { \(expression) };", context: context,
    entities: entities)
  if let failed = response.errors.first { return .failure(failed.error) }
  return .success(response.decision == .allow)
}

/// The one mistake of a text, as `line:column: sentence`; nil where it is right.
func mistake(in text: String) -> String? {
  do throws(ParseErrors) {
    _ = try PolicySet(parsing: text)
    return nil
  } catch {
    return error.description
  }
}
