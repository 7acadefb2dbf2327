import JSON
import Portal

extension Command {
  /// What an agent would see, for whoever wonders about a site; as JSON, since a machine may wonder too.
  static let agentLook = Command(
    name: "agent look",
    summary: Text(
      "montre ce que la plateforme porte, sans rien changer",
      "shows what the platform carries, changing nothing"),
    options: [.init("state", "DIR", Text("dossier de l’agent", "the agent’s folder"))]
      + EngineChoice.options
  ) { invocation, console in
    var engine = try EngineChoice.engine(
      invocation, state: StateFolder.absolute(try invocation.required("state")),
      clock: Settings().clock)
    let sightings = try engine.list()
    let capacity = try engine.capacity()
    let usage = try engine.usage()
    console.print([
      "capabilities": engine.capabilities.json,
      "capacity": capacity?.json ?? .null,
      "deployments": .array(sightings.map(\.json)), "usage": .array(usage.map(\.json)),
    ])
  }
}

extension Capabilities {
  fileprivate var json: JSON {
    [
      "enforced": .array(enforced.map { .string($0.rawValue) }), "resizesLive": .bool(resizesLive),
      "meters": .bool(meters), "isDemonstration": .bool(isDemonstration),
    ]
  }
}

extension Sighting {
  fileprivate var json: JSON {
    [
      "deployment": .string(deployment.text), "isOurs": .bool(applied != nil),
      "revision": applied.map { .integer(Int64($0.order.revision)) } ?? .null,
      "phase": .string(phase.rawValue), "reason": .string(reason), "drift": .string(drift),
      "endpoint": .string(endpoint),
    ]
  }
}

extension CounterReading {
  fileprivate var json: JSON {
    [
      "deployment": .string(deployment.text), "cpuSeconds": .number(cpuSeconds),
      "memoryBytes": .integer(Int64(memoryBytes)),
      "storageBytes": storageBytes.map { .integer(Int64($0)) } ?? .null,
    ]
  }
}
