import HTTP
import JSON
import Portal

extension ErrorReport {
  static let shape = Shape.record(
    "Problem",
    [
      "type": .text, "title": .text, "status": .count, "detail?": .text,
      "errors?": .list(.record("Complaint", ["pointer": .text, "detail": .text])),
      "action?": .choice(of: Action.self), "policies?": .list(.text),
      "remedies?": .list(Remedy.shape), "breaches?": .list(Breach.shape),
      "earliestStart?": .nullable(.day), "largest?": .nullable(Resources.shape),
      "currentVersion?": .count,
      "differences?": .list(Staleness.Difference.shape),
    ])

  /// The problem as the API tells it (RFC 9457), with a JSON Pointer for each complaint.
  func response() -> Response {
    var extensions = JSONObject()
    if !complaints.isEmpty {
      extensions["errors"] = .array(
        complaints.map { complaint in
          ["pointer": .string("/" + complaint.field), "detail": .string(complaint.text[language])]
        })
    }
    if let refusal {
      extensions["action"] = .string(refusal.action.rawValue)
      extensions["policies"] = .array(refusal.forbidding.map { .string($0.id) })
      extensions["remedies"] = .array(remedies.map { $0.json(language) })
      if let shortage = refusal.shortage {
        extensions["breaches"] = .array(shortage.breaches.map(\.json))
        extensions["earliestStart"] = JSON(shortage.earliestStart)
        extensions["largest"] = shortage.largest?.json ?? .null
      }
    }
    if let staleness {
      extensions["currentVersion"] = .integer(Int64(staleness.currentVersion))
      extensions["differences"] = .array(staleness.differences.map(\.json))
    }
    var response = Problem(
      status, type: "/problems/\(name)", title: title[language], detail: detail[language],
      extensions: extensions
    ).response
    if asksForSignIn { response.headers.set(.wwwAuthenticate, "Bearer") }
    if let retryAfter { response.headers.set(.retryAfter, String(retryAfter)) }
    response.headers.set("Content-Language", language.rawValue)
    return response
  }
}

extension Breach {
  static let shape = Shape.record(
    "Breach",
    [
      "limitKind": .choice(of: Breach.Limit.self), "resourceClass": .choice(of: ResourceClass.self),
      "limit": .count, "used": .count, "reserved": .count, "asked": .count, "missing": .count,
      "firstDay": .day,
    ])

  var json: JSON {
    [
      "limitKind": .string(limitKind.rawValue), "resourceClass": .string(resourceClass.rawValue),
      "limit": .integer(Int64(limit)), "used": .integer(Int64(used)),
      "reserved": .integer(Int64(reserved)), "asked": .integer(Int64(asked)),
      "missing": .integer(Int64(missing)), "firstDay": .string(firstDay.description),
    ]
  }
}

extension Staleness.Difference {
  static let shape = Shape.record(
    "Difference",
    ["field": .text, "base": .text, "theirs": .text, "yours": .text, "conflict": .flag])

  var json: JSON {
    [
      "field": .string(field), "base": .string(base), "theirs": .string(theirs),
      "yours": .string(yours), "conflict": .bool(isConflict),
    ]
  }
}
