import JSON
import Portal

extension QuotaReport {
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
