import HTML
import JSON
import Portal

extension Site {
  var path: Path { "/sites/\(slug)" }

  static let shape = Shape.record(
    "Site",
    [
      "id": .id, "slug": .text, "name": .text, "commune": .nullable(.text), "note": .text,
      "isSample": .flag, "url": .text,
    ])

  var json: JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "name": .string(name),
      "commune": JSON(commune), "note": .string(note), "isSample": .bool(isSample),
      "url": .string(path.text),
    ]
  }
}

extension SiteRecord {
  static let shape = Shape.record(
    "SiteRecord",
    [
      "site": Site.shape, "pools": .list(PoolRecord.shape),
      "platform": .nullable(CapacityComparison.shape),
      "agents": .list(
        .record(
          "Agent",
          [
            "id": .id, "name": .text, "createdAt": .instant, "lastSeenAt": .nullable(.instant),
            "revokedAt": .nullable(.instant), "codeExpiresAt": .instant,
            "enrolledAt": .nullable(.instant), "certificateExpiresAt": .nullable(.instant),
          ])),
      "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "site": site.json,
      "pools": .array(pools.map(\.json)), "platform": platform?.json ?? .null,
      "agents": .array(
        agents.map { agent in
          [
            "id": .string(agent.id.text), "name": .string(agent.name),
            "createdAt": JSON(agent.createdAt), "lastSeenAt": JSON(agent.lastSeenAt),
            "revokedAt": JSON(agent.revokedAt), "codeExpiresAt": JSON(agent.codeExpiresAt),
            "enrolledAt": JSON(agent.codeUsedAt),
            "certificateExpiresAt": JSON(agent.certificateExpiresAt),
          ]
        }), "actions": offers.json(language),
    ]
  }
}

extension SiteRecord.PoolRecord {
  static let shape = Shape.record(
    "Pool",
    [
      "id": .id, "name": .text, "dataClass": .choice(of: DataClass.self),
      "capacity": Resources.shape, "inventory": .map(Inventory.shape),
      "overstaying": Resources.shape,
      "usage": .list(
        .record(
          "Usage",
          [
            "from": .day, "used": Resources.shape, "reserved": Resources.shape,
            "limits": Resources.shape,
          ])),
      "maintenance": .list(
        .record(
          "MaintenanceWindow",
          [
            "id": .id, "start": .day, "end": .day, "amount": Resources.shape, "reason": .text,
          ])),
    ])

  var json: JSON {
    [
      "id": .string(pool.id.text), "name": .string(pool.name),
      "dataClass": .string(pool.dataClass.rawValue), "capacity": capacity.json,
      "inventory": .object(
        JSONObject(
          ResourceClass.allCases.compactMap { resourceClass in
            pool.inventory[resourceClass].map { (resourceClass.rawValue, $0.json) }
          })),
      "overstaying": overstaying.json,
      "usage": .array(
        usage.map { usage in
          [
            "from": JSON(usage.from), "used": usage.used.json, "reserved": usage.reserved.json,
            "limits": usage.limits.json,
          ]
        }),
      "maintenance": .array(
        pool.windows.map { window in
          [
            "id": .string(window.id.text), "start": JSON(window.period.start),
            "end": JSON(window.period.end), "amount": window.amount.json,
            "reason": .string(window.reason),
          ]
        }),
    ]
  }
}

extension Inventory {
  static let shape = Shape.record(
    "Inventory",
    [
      "total": .count, "reserved": .count, "allocationRatio": .number, "minUnit": .count,
      "maxUnit": .count, "stepSize": .count, "generation": .count,
    ])

  var json: JSON {
    [
      "total": .integer(Int64(total)), "reserved": .integer(Int64(reserved)),
      "allocationRatio": .number(allocationRatio), "minUnit": .integer(Int64(minUnit)),
      "maxUnit": .integer(Int64(maxUnit)), "stepSize": .integer(Int64(stepSize)),
      "generation": .integer(Int64(generation)),
    ]
  }
}
