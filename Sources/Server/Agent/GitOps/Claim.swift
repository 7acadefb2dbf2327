import JSON
import Portal

/// What the agent asks of a cluster for one deployment, as a Kubernetes object of our own small kind: the operator's side
/// makes of it a namespace, its quota, its policies and the workload.
///
/// Written as JSON, of which YAML is a superset; the annotations carry the order, by which the agent finds everything again.
struct Claim {
  let order: Order
  let state: Deployment.DesiredState
  /// Whose kind it is: a domain name that the operator may choose.
  let group: String

  static let version = "v1"
  static let kind = "HostingClaim"

  init(_ order: Order, as state: Deployment.DesiredState, group: String) {
    self.order = order
    self.state = state
    self.group = group
  }

  /// Reads a file; nil when it carries no order that is whole and of this name.
  init?(file: [UInt8], named name: String, group: String) {
    guard let json = try? JSON(parsing: file), let marks = json["metadata"]?["annotations"],
      let document = marks["\(group)/order"]?.text, let digest = marks["\(group)/digest"]?.text,
      let state = marks["\(group)/state"]?.text.flatMap(Deployment.DesiredState.init),
      let order = try? Order(document: document, digest: digest),
      order.deployment.engineName == name
    else { return nil }
    self.init(order, as: state, group: group)
  }

  var file: [UInt8] { json.serialised(pretty: true) + [UInt8(ascii: "\n")] }

  private var json: JSON {
    [
      "apiVersion": .string("\(group)/\(Self.version)"), "kind": .string(Self.kind),
      "metadata": [
        "name": .string(order.deployment.engineName),
        "labels": [
          "app.kubernetes.io/managed-by": "fabrique",
          "\(group)/organisation": .string(order.organisation),
        ],
        "annotations": [
          "\(group)/state": .string(state.rawValue), "\(group)/digest": .string(order.digest),
          "\(group)/order": .string(order.document),
        ],
      ],
      "spec": [
        "deployment": .string(order.deployment.text), "revision": .integer(Int64(order.revision)),
        "organisation": .string(order.organisation), "title": .string(order.title),
        "state": .string(state == .running ? "running" : "suspended"),
        "resources": .object(
          JSONObject(
            ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(order.granted[$0]))) })),
        "notAfter": .string(order.period.end.description), "workload": order.workload.json,
      ],
    ]
  }

  /// What of a file is not as this claim has it, by name.
  func differences(in file: [UInt8]) -> [String] {
    guard file != self.file else { return [] }
    guard let found = try? JSON(parsing: file) else { return ["?"] }
    let spec = (json["spec"]?.members ?? JSONObject()).filter { $0.value != found["spec"]?[$0.key] }
    return spec.isEmpty ? ["metadata"] : spec.map(\.key)
  }
}

// MARK: - Its schema

extension Claim {
  /// The CustomResourceDefinition (apiextensions.k8s.io/v1) that a cluster learns the kind by.
  static func definition(group: String) -> JSON {
    [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": .string("hostingclaims.\(group)")],
      "spec": [
        "group": .string(group), "scope": "Namespaced",
        "names": [
          "kind": .string(kind), "singular": "hostingclaim", "plural": "hostingclaims",
        ],
        "versions": [
          [
            "name": .string(version), "served": true, "storage": true,
            "schema": ["openAPIV3Schema": schema(group: group)],
          ]
        ],
      ],
    ]
  }

  private static func schema(group: String) -> JSON {
    let amount: JSON = ["type": "integer", "minimum": 0, "maximum": 1_000_000]
    let resources = ResourceClass.allCases.map(\.rawValue)
    return record([
      "apiVersion": ["type": "string", "enum": [.string("\(group)/\(version)")]],
      "kind": ["type": "string", "enum": [.string(kind)]],
      "metadata": ["type": "object"],
      "spec": record([
        "deployment": text("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        "revision": ["type": "integer", "minimum": 1],
        "organisation": text("^[a-z0-9-]{1,63}$"),
        "title": ["type": "string", "maxLength": 500],
        "state": ["type": "string", "enum": ["running", "suspended"]],
        "resources": record(JSONObject(resources.map { ($0, amount) })),
        "notAfter": text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "workload": [
          "type": "object", "required": ["kind", "reference"], "properties": workload,
        ],
      ]),
    ])
  }

  /// As `Workload.json` has it. What is shipped with the portal is named; all else comes with its digest and where it answers.
  private static let workload: JSON = [
    "kind": ["type": "string", "enum": .array(Artifact.Kind.allCases.map { .string($0.rawValue) })],
    "reference": ["type": "string", "maxLength": 400],
    "digest": text("^sha256:[0-9a-f]{64}$"),
    "solution": ["type": "string", "maxLength": 80],
    "version": ["type": "string", "maxLength": 60],
    "port": ["type": "integer", "minimum": 1, "maximum": 65_535],
    "healthPath": text("^/"),
  ]

  private static func record(_ properties: JSONObject) -> JSON {
    [
      "type": "object", "required": .array(properties.map { .string($0.key) }),
      "properties": .object(properties),
    ]
  }

  private static func text(_ pattern: String) -> JSON {
    ["type": "string", "pattern": .string(pattern)]
  }
}
