import HTML
import HTTP
import JSON
import Portal

/// Quotas as a whole: what bodies have by default, setting it, and the operator's capacity beside.
enum QuotaOverviewRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/quotas", Text("Les quotas par défaut", "The default quotas"),
      answers: .ok(QuotaOverview.shape)
    ) { context in
      let overview = try context.portal.quotaOverview(as: context.actor)
      return .page(
        QuotaOverviewView(overview: overview, state: FormState()), json: { overview.json })
    }
    table.post(
      "/quotas/defaults", Action.setQuotaDefault.label, body: fields,
      answers: .ok(QuotaOverview.shape),
      form: { context, state in
        QuotaOverviewView(
          overview: try context.portal.quotaOverview(as: context.actor), state: state)
      }
    ) { context in
      let fields = context.fields
      guard let validFrom = fields.day("validFrom") else { throw PortalError.notFound }
      try await context.portal.setQuotaDefault(
        fields.amounts, group: fields.choice("group"), size: fields.choice("size"),
        from: validFrom, as: context.actor)
      let overview = try context.portal.quotaOverview(as: context.actor)
      return .done(at: "/quotas", json: { overview.json })
    }
  }

  static let fields =
    [
      Field(
        "group", Text("Nature de l’organisme", "Kind of body"),
        .choice(of: BodyGroup.self, label: \.label), required: false,
        remark: Text("vide : toutes", "empty: all")),
      Field(
        "size", Text("Taille", "Size"), .choice(of: BodySize.self, label: \.label),
        required: false, remark: Text("vide : toutes", "empty: all")),
    ] + QuotaRoutes.amounts + [QuotaRoutes.validFrom]
}

extension QuotaOverview {
  static let shape = Shape.record(
    "QuotaOverview",
    [
      "defaults": .list(
        QuotaDefault.shape.extended(
          "QuotaDefaultRecord", ["counts": .flag, "setBy": .nullable(.text)])),
      "capacity": .list(CapacityLine.shape),
    ])

  var json: JSON {
    [
      "defaults": .array(
        history.map { line in
          guard case .object(var members) = line.json else { return line.json }
          members["counts"] = .bool(counts(line))
          members["setBy"] = JSON(line.setBy.flatMap { people[$0] })
          return .object(members)
        }),
      "capacity": .array(capacity.map(\.json)),
    ]
  }
}

extension CapacityLine {
  static let shape = Shape.record(
    "CapacityLine",
    [
      "resourceClass": .choice(of: ResourceClass.self), "capacity": .count, "used": .count,
      "reserved": .count, "granted": .count,
    ])

  var json: JSON {
    [
      "resourceClass": .string(resourceClass.rawValue), "capacity": .integer(Int64(capacity)),
      "used": .integer(Int64(used)), "reserved": .integer(Int64(reserved)),
      "granted": .integer(Int64(granted)),
    ]
  }
}
