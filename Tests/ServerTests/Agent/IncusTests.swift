import JSON
import Portal
import Testing

@testable import Server

/// What is read of Incus and sent to it; its behaviour is proved against a real one, from outside.
@Suite("What Incus says") struct IncusTests {
  @Test("refusals are told from failures by their words")
  func words() {
    let prefix = "Failed checking if instance creation allowed: "
    for (error, status, kind) in [
      (prefix + "Reached maximum aggregate value \"2\" for \"limits.cpu\"", 500, "capacityRefused"),
      (prefix + "Privileged containers are forbidden", 500, "policyRefused"),
      ("User does not have permissions for project \"org-x\"", 500, "policyRefused"),
      ("Certificate is restricted", 403, "policyRefused"),
      ("ETag doesn't match", 412, "conflict"),
      ("UNIQUE constraint failed: instances.project_id, instances.name", 500, "conflict"),
      ("Image not provided for instance creation", 500, "waitingPlatform"),
      ("No space left on device", 500, "platformError"), ("", 502, "platformError"),
    ] {
      #expect("\(IncusConnection.setback(error, status: status).kind)" == kind, "\(error)")
    }
  }

  private func instance(_ change: (inout [String: JSON]) -> Void = { _ in }) throws -> IncusInstance
  {
    let order = try Order.sample()
    let config = IncusInstance.marks(of: order, as: .running)
      .merging(IncusInstance.limits(of: order)) { $1 }
    var members: [String: JSON] = [
      "name": .string(order.deployment.engineName), "project": "org-ville", "status": "Running",
      "profiles": ["default"], "config": .object(JSONObject(config.map { ($0, .string($1)) })),
      "devices": IncusInstance.devices(
        for: order, root: ["type": "disk", "path": "/", "pool": "default"]),
    ]
    change(&members)
    return try #require(IncusInstance(.object(JSONObject(members.map { ($0, $1) }))))
  }

  private func with(_ key: String, _ value: JSON) -> (inout [String: JSON]) -> Void {
    { members in
      let config = (members["config"]?.members ?? JSONObject()).map { $0 }
      members["config"] = .object(JSONObject(config + [(key, value)]))
    }
  }

  @Test("an instance carries its order, whole and under its own name only")
  func carried() throws {
    let order = try Order.sample()
    #expect(try instance().applied?.order.digest == order.digest)
    #expect(try instance().differences(from: order, as: .running).isEmpty)
    for foreign in [
      with("user.fabrique.digest", .string(String(repeating: "0", count: 64))),
      with("user.fabrique.state", "splendid"), { $0["name"] = "h-aaaaaaaaaaaaaaaaaaaaaaaaaa" },
      { $0["config"] = nil },
    ] {
      #expect(try instance(foreign).applied == nil)
    }
  }

  @Test("limits, isolation and devices drift; what others note and what Incus keeps does not")
  func drift() throws {
    let order = try Order.sample()
    for (change, words) in [
      (with("limits.cpu", "8"), ["limits.cpu : 8 au lieu de 2"]),
      (with("security.privileged", "true"), ["security.privileged : true au lieu de rien"]),
      ({ $0["devices"] = ["gpu": ["type": "gpu"]] }, ["devices"]),
      ({ $0["profiles"] = ["default", "wide"] }, ["profiles"]),
      (with("user.note", "seen"), []), (with("volatile.uuid", "1"), []),
    ] as [((inout [String: JSON]) -> Void, [String])] {
      let instance = try instance(change)
      #expect(instance.differences(from: order, as: .running) == words)
      // What is sent back is without them, and keeps what is not ours to change.
      let mended = try #require(IncusInstance(instance.changed(to: order, as: .running)))
      #expect(mended.differences(from: order, as: .running).isEmpty)
      #expect(mended.json["config"]?["user.note"] == instance.json["config"]?["user.note"])
    }
  }

  @Test("whoever must stop is not kept from it by amounts")
  func stopping() throws {
    let larger = try Order.sample(.suspended, revision: 2, granted: Resources(vcpu: 64))
    let stopped = try #require(
      IncusInstance(try instance().changed(to: larger, as: .suspended)))
    #expect(stopped.json["config"]?["limits.cpu"] == "2")
    #expect(stopped.applied?.order.revision == 2 && stopped.applied?.state == .suspended)
  }

  @Test("its first address that reaches further than the container")
  func address() {
    let state: JSON = [
      "network": [
        "lo": ["addresses": [["family": "inet", "scope": "local", "address": "127.0.0.1"]]],
        "eth0": [
          "addresses": [
            ["family": "inet6", "scope": "link", "address": "fe80::1"],
            ["family": "inet", "scope": "global", "address": "10.1.2.3"],
          ]
        ],
      ]
    ]
    #expect(IncusInstance.address(in: state) == "10.1.2.3")
    #expect(IncusInstance.address(in: [:]) == nil)
  }
}
