import HTTP
import JSON
import Portal

/// The body of a request, read by its media type but not yet checked against a route.
enum Submission: Sendable {
  case nothing
  case form(FormData)
  case multipart(MultipartForm)
  case json(JSON)

  /// A page sends a form, programs send JSON, either sends files where the route takes them; anything else is 415.
  init(of request: Request, face: Route.Face) throws {
    if let multipart = request.multipart {
      self = .multipart(multipart)
      return
    }
    guard !request.body.isEmpty else {
      self = .nothing
      return
    }
    switch (face, request.contentType?.description) {
    case (.page, "application/x-www-form-urlencoded"):
      self = .form(try FormData(parsing: request.body))
    case (.api, "application/json"), (.handOver, "application/json"):
      self = .json(try JSON(parsing: request.body))
    default: throw WebError.unknownMediaType
    }
  }

  /// The fields of a form of either kind.
  var form: FormData? {
    switch self {
    case .form(let form): form
    case .multipart(let form): form.fields
    case .nothing, .json: nil
    }
  }

  func fields(of route: Route) throws(PortalError) -> Fields {
    switch self {
    case .form(let form): try Fields(form: form, declared: route.body)
    case .multipart(let form):
      try Fields(form: form.fields, files: form.files, declared: route.body)
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
  /// At the agents' door, with no certificate that is good for anything.
  case unknownAgent
  /// The server could not take what was sent.
  case notTaken(Status)
}
