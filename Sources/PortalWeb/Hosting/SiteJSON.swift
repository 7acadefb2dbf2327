import HTML
import JSON
import Portal

extension Site {
  var path: Path { "/sites/\(slug)" }

  var json: JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "name": .string(name),
      "commune": JSON(commune), "note": .string(note), "isSample": .bool(isSample),
      "url": .string(path.text),
    ]
  }
}

extension SiteRecord {
  func json(_ language: Language) -> JSON {
    [
      "site": site.json,
      "pools": .array(pools.map(\.json)),
      "agents": .array(
        agents.map { agent in
          [
            "id": .string(agent.id.text), "name": .string(agent.name),
            "createdAt": JSON(agent.createdAt), "lastSeenAt": JSON(agent.lastSeenAt),
            "revokedAt": JSON(agent.revokedAt),
          ]
        }), "actions": offers.json(language),
    ]
  }
}

extension SiteRecord.PoolRecord {
  var json: JSON {
    [
      "id": .string(pool.id.text), "name": .string(pool.name),
      "dataClass": .string(pool.dataClass.rawValue), "capacity": capacity.json,
      "inventory": .object(
        JSONObject(
          ResourceClass.allCases.compactMap { resourceClass in
            pool.inventory[resourceClass].map { (resourceClass.rawValue, $0.json) }
          })),
      "usage": .array(
        usage.map { usage in
          [
            "from": JSON(usage.from), "used": usage.used.json, "reserved": usage.reserved.json,
          ]
        }),
    ]
  }
}

extension Inventory {
  var json: JSON {
    [
      "total": .integer(Int64(total)), "reserved": .integer(Int64(reserved)),
      "allocationRatio": .number(allocationRatio), "minUnit": .integer(Int64(minUnit)),
      "maxUnit": .integer(Int64(maxUnit)), "stepSize": .integer(Int64(stepSize)),
      "generation": .integer(Int64(generation)),
    ]
  }
}
