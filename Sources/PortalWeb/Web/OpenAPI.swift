import HTTP
import JSON
import Portal

/// The description of what programs call (OpenAPI 3.1), made from the route table and nothing else.
enum OpenAPI {
  /// Of the API, or of the hand-over.
  static func document(of routes: [Route], on face: Route.Face) -> JSON {
    var paths = JSONObject()
    let routes = routes.filter { $0.faces.contains(face) }
    let scheme = face == .handOver ? "certificate" : "token"
    for route in routes {
      let path = route.pattern.split(separator: "/").map { segment in
        segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
      }
      let key = "/" + path.joined(separator: "/")
      var item = paths[key]?.members ?? JSONObject()
      item[route.method.name.lowercased()] = operation(of: route, scheme)
      paths[key] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Fabrique IA territoriale", "version": "1",
        "description": .string(
          face == .handOver
            ? "What a site’s agent calls, showing the certificate it has got by enrolment."
            : "Every page of the portal as JSON. Authenticate with an API token: `Authorization: Bearer …`."
        ),
      ],
      "servers": [["url": .string(face.prefix)]],
      "paths": .object(paths),
      "components": [
        "securitySchemes": face == .handOver
          ? ["certificate": ["type": "mutualTLS"]]
          : ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": .object(schemas(of: routes)),
      ],
    ]
  }

  private static func operation(of route: Route, _ scheme: String) -> JSON {
    var operation: JSONObject = [
      "summary": .string(route.summary.english), "responses": .object(route.responses),
    ]
    if route.access != .everybody {
      operation["security"] = [.object([scheme: []])]
    }
    let inPath = route.parameters.map { name in
      [
        "name": .string(name), "in": "path", "required": true,
        // Ids, slugs and numbers alike.
        "schema": ["type": "string", "pattern": "^[A-Za-z0-9_.~-]+$"],
      ] as JSON
    }
    let inQuery = route.query.map { field in
      [
        "name": .string(field.name), "in": "query", "required": .bool(field.isRequired),
        "description": .string(field.label.english), "schema": field.kind.schema,
      ] as JSON
    }
    if !(inPath + inQuery).isEmpty { operation["parameters"] = .array(inPath + inQuery) }
    if !route.body.isEmpty {
      let texts = route.body.filter { !$0.kind.isFile }
      var content: JSONObject = [MediaType.json.description: ["schema": bodySchema(of: texts)]]
      if texts.count < route.body.count {
        content[MediaType.multipartForm.description] = ["schema": bodySchema(of: route.body)]
      }
      operation["requestBody"] = [
        "required": .bool(route.body.contains { $0.isRequired && !$0.kind.mayBeAbsent }),
        "content": .object(content),
      ]
    }
    return .object(operation)
  }

  private static func bodySchema(of fields: [Field]) -> JSON {
    let required = fields.filter { $0.isRequired && !$0.kind.mayBeAbsent }
    return [
      "type": "object", "additionalProperties": false,
      "required": .array(required.map { .string($0.name) }),
      "properties": .object(
        JSONObject(
          fields.map { field in
            let schema = field.kind.schema
            let described: JSON = [
              "description": .string(field.label.english),
              "anyOf": field.isRequired ? [schema] : [schema, ["type": "null"]],
            ]
            return (field.name, described)
          })),
    ]
  }

  /// The schema of every record that the routes take or answer, by its name.
  private static func schemas(of routes: [Route]) -> JSONObject {
    var schemas = JSONObject()
    for record in ErrorReport.shape.records + routes.flatMap(records) {
      schemas[record.name] = record.schema
    }
    return schemas
  }

  /// What a route answers and takes that has a name in the description; a name stands for one schema everywhere.
  static func records(of route: Route) -> [(name: String, schema: JSON)] {
    (route.answer?.shape.records ?? []) + route.body.flatMap { records(of: $0.kind) }
  }

  private static func records(of kind: Field.Kind) -> [(name: String, schema: JSON)] {
    switch kind {
    case .values(let shape, _): shape.records
    case .records(let name, let fields, _): [(name, bodySchema(of: fields))]
    default: []
    }
  }
}

extension Route {
  /// The names of the parameters in its path.
  var parameters: [String] {
    pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }
}

extension Field.Kind {
  /// The JSON Schema of a value of this kind.
  fileprivate var schema: JSON {
    switch self {
    case .line(let maximum):
      [
        "type": "string", "maxLength": JSON(maximum),
        "pattern": #"^[^\u0000-\u001f\u007f-\u009f]*$"#,
      ]
    case .text(let maximum):
      [
        "type": "string", "maxLength": JSON(maximum),
        "pattern": #"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"#,
      ]
    case .email: ["type": "string", "format": "email", "maxLength": 254]
    case .password: ["type": "string", "format": "password"]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ]
    case .decimal(let range):
      [
        "type": "number", "minimum": .number(range.lowerBound.double),
        "maximum": .number(range.upperBound.double),
      ]
    case .day: ["type": "string", "format": "date"]
    case .month: Shape.month.schema
    case .instant: ["type": "string", "format": "date-time", "pattern": "Z$"]
    case .records(let name, _, let maximum):
      [
        "type": "array", "minItems": 1, "maxItems": JSON(maximum),
        "items": ["$ref": .string("#/components/schemas/\(name)")],
      ]
    case .flag: ["type": "boolean"]
    case .choice(let choices):
      ["type": "string", "enum": .array(choices.map { .string($0.value) })]
    case .choices(let choices):
      [
        "type": "array",
        "items": ["type": "string", "enum": .array(choices.map { .string($0.value) })],
      ]
    case .id: ["type": "string", "format": "uuid"]
    case .version: ["type": "integer", "minimum": 1]
    case .file: ["type": "string", "contentMediaType": "application/octet-stream"]
    case .values(let shape, _): shape.schema
    }
  }
}
