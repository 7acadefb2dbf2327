import HTTP
import JSON
import Portal

/// The API's description (OpenAPI 3.1), made from the route table and nothing else.
enum OpenAPI {
  static func document(of routes: [Route]) -> JSON {
    var paths = JSONObject()
    for route in routes where route.faces.contains(.api) {
      let path = route.pattern.split(separator: "/").map { segment in
        segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
      }
      let key = "/" + path.joined(separator: "/")
      var item = paths[key]?.members ?? JSONObject()
      item[route.method.name.lowercased()] = operation(of: route)
      paths[key] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Fabrique IA territoriale", "version": "1",
        "description":
          "Every page of the portal as JSON. Authenticate with an API token: `Authorization: Bearer …`.",
      ],
      "servers": [["url": "/api/v1"]],
      "paths": .object(paths),
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": ["Problem": problemSchema],
      ],
    ]
  }

  private static func operation(of route: Route) -> JSON {
    var operation: JSONObject = [
      "summary": .string(route.summary.english),
      "responses": [
        (route.method == .get ? "200" : "2XX"): [
          "description": "Done", "content": ["application/json": ["schema": ["type": "object"]]],
        ],
        "4XX": [
          "description": "Refused, with its reason",
          "content": [
            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
          ],
        ],
      ],
    ]
    if route.access != .everybody { operation["security"] = [["token": []]] }
    let inPath = route.pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { name in
      [
        "name": .string(String(name.dropFirst())), "in": "path", "required": true,
        "schema": ["type": "string"],
      ] as JSON
    }
    let inQuery = route.query.map { field in
      ["name": .string(field.name), "in": "query", "schema": field.kind.schema] as JSON
    }
    if !(inPath + inQuery).isEmpty { operation["parameters"] = .array(inPath + inQuery) }
    if !route.body.isEmpty {
      let texts = route.body.filter { !$0.kind.isFile }
      var content: JSONObject = ["application/json": ["schema": bodySchema(of: texts)]]
      if texts.count < route.body.count {
        content["multipart/form-data"] = ["schema": bodySchema(of: route.body)]
      }
      operation["requestBody"] = ["required": true, "content": .object(content)]
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
            var schema = field.kind.schema.members ?? JSONObject()
            schema["description"] = .string(field.label.english)
            return (field.name, .object(schema))
          })),
    ]
  }

  private static let problemSchema: JSON = [
    "type": "object", "required": ["title", "status"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"],
      "errors": [
        "type": "array",
        "items": [
          "type": "object",
          "properties": ["pointer": ["type": "string"], "detail": ["type": "string"]],
        ],
      ],
    ],
  ]
}

extension Field.Kind {
  /// The JSON Schema of a value of this kind.
  fileprivate var schema: JSON {
    switch self {
    case .line(let maximum), .text(let maximum):
      ["type": "string", "maxLength": .integer(Int64(maximum))]
    case .email: ["type": "string", "format": "email", "maxLength": 254]
    case .password: ["type": "string", "format": "password"]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ]
    case .day: ["type": "string", "format": "date"]
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
    case .values:
      [
        "type": "object",
        "additionalProperties": [
          "type": ["string", "integer", "boolean", "array", "null"], "items": ["type": "string"],
        ],
      ]
    }
  }
}
