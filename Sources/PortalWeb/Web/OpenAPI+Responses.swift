import HTTP
import JSON

extension Route {
  /// What the API may answer, by status, as its description tells it.
  var responses: JSONObject {
    var contents: [Int: JSONObject] = [:]
    // The server refuses what it cannot read before the portal sees it.
    for status in [Status.badRequest, .contentTooLarge, .uriTooLong, .headerFieldsTooLarge] {
      contents[status.code] = [Self.plainText.description: ["schema": Shape.text.schema]]
    }
    for status in refusals {
      contents[status.code, default: [:]][MediaType.problem.description] = [
        "schema": ErrorReport.shape.schema
      ]
    }
    if let answer {
      contents[answer.status.code] = [
        answer.mediaType.description: ["schema": answer.shape.schema]
      ]
    }
    return JSONObject(
      contents.sorted { $0.key < $1.key }.map { code, content in
        var response: JSONObject = [
          "description": .string(Status(code)?.reason ?? ""), "content": .object(content),
        ]
        if code == Status.created.code { response["headers"] = Self.location }
        return (String(code), .object(response))
      })
  }

  /// The statuses of the problems that the portal may answer.
  private var refusals: [Status] {
    // A token that is none is refused even where none is needed; what one may not see is not found.
    var statuses: [Status] = [.unauthorised, .notFound, .unprocessableContent]
    if access == .member || access == .agent { statuses.append(.forbidden) }
    if method != .get {
      statuses += [.badRequest, .conflict, .unsupportedMediaType, .contentTooLarge]
    }
    if body.contains(where: { $0.name == Field.version.name }) {
      statuses.append(.preconditionFailed)
    }
    return statuses
  }

  private static let plainText = MediaType("text", "plain")

  private static let location: JSON = [
    "Location": ["required": true, "schema": ["type": "string", "format": "uri-reference"]]
  ]
}
