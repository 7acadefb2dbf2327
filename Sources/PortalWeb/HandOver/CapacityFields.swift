import JSON
import Portal

/// What a platform counts as an agent sends it.
enum CapacityFields {
  static let amounts = Field(
    "amounts", Text("Ce que compte la plateforme", "What the platform counts"),
    .records(name: "CountedAmount", amount, maximum: ResourceClass.allCases.count))

  private static let amount = [
    Field(
      "class", Text("Ressource", "Resource"), .choice(of: ResourceClass.self, label: \.label)),
    number("total", Text("Ce que possède la plateforme", "What the platform has")),
    number("used", Text("Ce qu’elle a donné", "What it has given out")),
  ]

  /// What is left out is not counted.
  private static func number(_ name: String, _ label: Text) -> Field {
    Field(name, label, .integer(0...Inventory.largestAmount), required: false)
  }

  static func capacity(_ amounts: [Fields]) -> PlatformCapacity {
    var capacity = PlatformCapacity()
    for fields in amounts {
      guard let resourceClass: ResourceClass = fields.choice("class") else { continue }
      capacity.total[resourceClass] = fields.integer("total")
      capacity.used[resourceClass] = fields.integer("used")
    }
    return capacity
  }
}

extension CapacityComparison {
  static let shape = Shape.record(
    "CapacityComparison",
    [
      "since": .instant, "asOf": .instant, "isCurrent": .flag, "isAlarming": .flag,
      "lines": .list(
        .record(
          "PlatformLine",
          [
            "class": .choice(of: ResourceClass.self), "inventory": .count,
            "platformTotal": .nullable(.count), "held": .count, "platformUsed": .nullable(.count),
            "isAlarming": .flag,
          ])),
    ])

  var json: JSON {
    [
      "since": JSON(since), "asOf": JSON(asOf), "isCurrent": .bool(isCurrent),
      "isAlarming": .bool(isAlarming),
      "lines": .array(
        lines.map { line in
          [
            "class": .string(line.resourceClass.rawValue),
            "inventory": .integer(Int64(line.inventory)), "platformTotal": JSON(line.total),
            "held": .integer(Int64(line.held)), "platformUsed": JSON(line.used),
            "isAlarming": .bool(line.warning != nil),
          ]
        }),
    ]
  }
}
