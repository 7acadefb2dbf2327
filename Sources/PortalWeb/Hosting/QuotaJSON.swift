import JSON
import Portal

extension QuotaReport {
  static let shape = Shape.record(
    "QuotaReport",
    [
      "organisation": Organisation.referenceShape,
      "lines": .list(
        .record(
          "QuotaLine",
          [
            "useCase": .nullable(.id), "resourceClass": .choice(of: ResourceClass.self),
            "limit": .count, "used": .count, "reserved": .count, "overFrom": .nullable(.day),
          ])),
      "quotas": .list(
        .record(
          "Quota",
          [
            "id": .id, "useCase": .nullable(.id), "resourceClass": .choice(of: ResourceClass.self),
            "amount": .count, "validFrom": .day, "validUntil": .nullable(.day), "setAt": .instant,
          ])),
      "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "organisation": organisation.reference,
      "lines": .array(
        lines.map { line in
          [
            "useCase": JSON(line.useCase), "resourceClass": .string(line.resourceClass.rawValue),
            "limit": .integer(Int64(line.limit)), "used": .integer(Int64(line.used)),
            "reserved": .integer(Int64(line.reserved)), "overFrom": JSON(line.overFrom),
          ]
        }),
      "quotas": .array(
        quotas.map { quota in
          [
            "id": .string(quota.id.text), "useCase": JSON(quota.useCase),
            "resourceClass": .string(quota.resourceClass.rawValue),
            "amount": .integer(Int64(quota.amount)), "validFrom": JSON(quota.validFrom),
            "validUntil": JSON(quota.validUntil), "setAt": JSON(quota.setAt),
          ]
        }),
      "actions": offers.json(language),
    ]
  }
}
