import HTTP
import JSON
import Portal

/// The body of a request, read by its media type but not yet checked against a route.
enum Submission: Sendable {
  case nothing
  case form(FormData)
  case json(JSON)

  /// A page sends a form, the API sends JSON; anything else is 415.
  init(of request: Request, face: Route.Face) throws {
    guard !request.body.isEmpty else {
      self = .nothing
      return
    }
    switch (face, request.contentType?.description) {
    case (.page, "application/x-www-form-urlencoded"):
      self = .form(try FormData(parsing: request.body))
    case (.api, "application/json"):
      self = .json(try JSON(parsing: request.body))
    default: throw WebError.unknownMediaType
    }
  }

  var form: FormData? { if case .form(let form) = self { form } else { nil } }

  func fields(of route: Route) throws(PortalError) -> Fields {
    switch self {
    case .form(let form): try Fields(form: form, declared: route.body)
    case .json(let json): try Fields(json: json, declared: route.body)
    case .nothing: try Fields(form: FormData(), declared: route.body)
    }
  }
}

/// What goes wrong between HTTP and the portal.
enum WebError: Error, Sendable {
  /// A form without the token of its session.
  case forgedForm
  case unknownMediaType
}
