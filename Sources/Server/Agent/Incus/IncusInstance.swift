import JSON
import Portal

/// One container as Incus shows it, and what of it an order determines.
struct IncusInstance {
  let name: String
  let project: String
  let status: String
  /// All that the server said of it, to be sent back with changes.
  let json: JSON

  init?(_ json: JSON) {
    guard let name = json["name"]?.text, let project = json["project"]?.text,
      let status = json["status"]?.text
    else { return nil }
    self.name = name
    self.project = project
    self.status = status
    self.json = json
  }

  /// The order that it carries; nil when it carries none that is whole and its own.
  var applied: Sighting.Applied? {
    guard let document = config[Key.document], let digest = config[Key.digest],
      let state = config[Key.state].flatMap(Deployment.DesiredState.init),
      let order = try? Order(document: document, digest: digest),
      order.deployment.engineName == name
    else { return nil }
    return Sighting.Applied(order: order, state: state)
  }

  /// Made by Incus, never begun: its last use is at the beginning of time.
  var wasNeverStarted: Bool {
    json["last_used_at"]?.text.map { $0.hasPrefix("1970") || $0.hasPrefix("0001") } ?? false
  }

  /// The port that its order, or else the operator's profile, says it answers on.
  var port: UInt16? { json["expanded_config"]?[Key.port]?.text.flatMap(UInt16.init) }

  /// The first address in a state that reaches further than the container.
  static func address(in state: JSON) -> String? {
    for (_, interface) in state["network"]?.members ?? JSONObject() {
      for address in interface["addresses"]?.items ?? []
      where address["family"]?.text == "inet" && address["scope"]?.text == "global" {
        return address["address"]?.text
      }
    }
    return nil
  }

  /// Since its start; the server counts in nanoseconds.
  func usage(of deployment: Deployment.ID) -> CounterReading? {
    guard let state = json["state"], let nanoseconds = state["cpu"]?["usage"]?.double,
      let memory = state["memory"]?["usage"]?.int
    else { return nil }
    return CounterReading(
      deployment: deployment, cpuSeconds: nanoseconds / 1e9, memoryBytes: memory,
      storageBytes: state["disk"]?["root"]?["usage"]?.int)
  }
}

// MARK: - What an order makes of it

extension IncusInstance {
  enum Key {
    static let deployment = "user.fabrique.deployment"
    static let revision = "user.fabrique.revision"
    static let state = "user.fabrique.state"
    static let digest = "user.fabrique.digest"
    static let document = "user.fabrique.order"
    static let port = "user.fabrique.port"
  }

  /// The order itself, by which it is found again; and where it answers, when that is not the operator's to say.
  static func marks(of order: Order, as state: Deployment.DesiredState) -> [String: String] {
    var marks = [
      Key.deployment: order.deployment.text, Key.revision: String(order.revision),
      Key.state: state.rawValue, Key.digest: order.digest, Key.document: order.document,
    ]
    if order.workload.artifact.kind != .shipped {
      marks[Key.port] = order.workload.service.map { String($0.port) }
    }
    return marks
  }

  static func limits(of order: Order) -> [String: String] {
    [
      "limits.cpu": String(max(1, order.granted.vcpu)),
      "limits.memory": "\(max(1, order.granted.memoryGiB))GiB",
    ]
  }

  /// The root disk as the operator's profile has it, of the approved size.
  static func devices(for order: Order, root: JSON) -> JSON {
    let sized = [("size", JSON.string("\(max(1, order.granted.storageGiB))GiB"))]
    return ["root": .object(JSONObject((root.members ?? JSONObject()).map { $0 } + sized))]
  }

  /// Everything that is not as an order wants it: limits, isolation, devices.
  func differences(from order: Order, as state: Deployment.DesiredState) -> [String] {
    let (wanted, devices) = wanted(by: order, as: state)
    var differences = Set(wanted.keys).union(config.keys).filter { wanted[$0] != config[$0] }
      .sorted()
      .map { key in
        // An order in full would say nothing to anybody.
        key.hasPrefix("user.")
          ? key : "\(key) : \(config[key] ?? "rien") au lieu de \(wanted[key] ?? "rien")"
      }
    if json["devices"] != devices { differences.append("devices") }
    if json["profiles"] != Self.profiles { differences.append("profiles") }
    return differences
  }

  /// The whole instance as an order wants it.
  func changed(to order: Order, as state: Deployment.DesiredState) -> JSON {
    let (config, devices) = wanted(by: order, as: state)
    let members = (json.members ?? JSONObject()).map { $0 }
    return .object(
      JSONObject(
        members + [
          ("config", .object(JSONObject(config.map { ($0, .string($1)) }))),
          ("devices", devices), ("profiles", Self.profiles),
        ]))
  }

  /// Notes of others (`user.…`) are their own business, what Incus keeps for itself (`volatile.…`, `image.…`) is Incus's;
  /// beside these there is what the order says, and nothing. Amounts count for what is to run: nobody is kept from
  /// stopping by what there is no room for.
  private func wanted(
    by order: Order, as state: Deployment.DesiredState
  ) -> (config: [String: String], devices: JSON) {
    let root = json["devices"]?["root"] ?? json["expanded_devices"]?["root"] ?? [:]
    var wanted = config.filter { key, _ in
      key.hasPrefix("volatile.") || key.hasPrefix("image.")
        || (key.hasPrefix("user.") && !key.hasPrefix("user.fabrique."))
        || (key.hasPrefix("limits.") && state != .running)
    }
    if state == .running { wanted.merge(Self.limits(of: order)) { $1 } }
    wanted.merge(Self.marks(of: order, as: state)) { $1 }
    return (wanted, state == .running ? Self.devices(for: order, root: root) : ["root": root])
  }

  /// The one profile, the operator's.
  static let profiles: JSON = ["default"]

  private var config: [String: String] {
    var config: [String: String] = [:]
    for (key, value) in json["config"]?.members ?? JSONObject() { config[key] = value.text }
    return config
  }
}
