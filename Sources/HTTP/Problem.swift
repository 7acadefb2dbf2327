public import JSON

/// An error as machines read it (RFC 9457).
public struct Problem: Sendable {
  /// Names the kind of problem; `about:blank` says no more than the status.
  public var type: String
  public var title: String
  public var status: Status
  /// What went wrong this time and what would help.
  public var detail: String?
  /// Names this occurrence.
  public var instance: String?
  /// Further members; those named like a standard one are left out.
  public var extensions: JSONObject

  /// Without a title, the reason phrase of the status stands.
  public init(
    _ status: Status, type: String = "about:blank", title: String? = nil, detail: String? = nil,
    instance: String? = nil, extensions: JSONObject = JSONObject()
  ) {
    self.status = status
    self.type = type
    self.title = title ?? status.reason
    self.detail = detail
    self.instance = instance
    self.extensions = extensions
  }

  public var json: JSON {
    var members: JSONObject = [
      "type": .string(type), "title": .string(title), "status": .integer(Int64(status.code)),
    ]
    if let detail { members["detail"] = .string(detail) }
    if let instance { members["instance"] = .string(instance) }
    let reserved = ["type", "title", "status", "detail", "instance"]
    for (key, value) in extensions where !reserved.contains(key) { members[key] = value }
    return .object(members)
  }

  /// The problem as `application/problem+json`.
  public var response: Response {
    Response(status, type: MediaType.problem.description, bytes: json.serialised())
  }
}

extension Response {
  public static func json(_ value: JSON, status: Status = .ok) -> Response {
    Response(status, type: MediaType.json.description, bytes: value.serialised())
  }
}
