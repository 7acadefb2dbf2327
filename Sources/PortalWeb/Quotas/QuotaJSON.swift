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
            "limit": .count, "used": .count, "reserved": .count,
            "origin": .nullable(.choice(["granted", "byDefault"])),
            "default": .nullable(QuotaDefault.shape), "overFrom": .nullable(.day),
          ])),
      "quotas": .list(
        .record(
          "Quota",
          [
            "id": .id, "useCase": .nullable(.id), "resourceClass": .choice(of: ResourceClass.self),
            "amount": .count, "validFrom": .day, "validUntil": .nullable(.day), "setAt": .instant,
            "setBy": .nullable(.text),
          ])),
      "requests": .list(QuotaRequest.shape),
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
            "reserved": .integer(Int64(line.reserved)), "origin": JSON(line.origin?.key),
            "default": line.origin?.byDefault?.json ?? .null, "overFrom": JSON(line.overFrom),
          ]
        }),
      "quotas": .array(
        quotas.map { quota in
          [
            "id": .string(quota.id.text), "useCase": JSON(quota.useCase),
            "resourceClass": .string(quota.resourceClass.rawValue),
            "amount": .integer(Int64(quota.amount)), "validFrom": JSON(quota.validFrom),
            "validUntil": JSON(quota.validUntil), "setAt": JSON(quota.setAt),
            "setBy": JSON(quota.setBy.flatMap { people[$0] }),
          ]
        }),
      "requests": .array(requests.map { $0.json(people, language) }),
      "actions": offers.json(language),
    ]
  }
}

extension QuotaReport.Origin {
  fileprivate var key: String {
    switch self {
    case .granted: "granted"
    case .byDefault: "byDefault"
    }
  }

  fileprivate var byDefault: QuotaDefault? {
    if case .byDefault(let line) = self { line } else { nil }
  }
}

extension QuotaDefault {
  static let shape = Shape.record(
    "QuotaDefault",
    [
      "group": .nullable(.choice(of: BodyGroup.self)),
      "size": .nullable(.choice(of: BodySize.self)),
      "resourceClass": .choice(of: ResourceClass.self), "amount": .count, "validFrom": .day,
      "setAt": .instant, "isSample": .flag,
    ])

  var json: JSON {
    [
      "group": JSON(group?.rawValue), "size": JSON(size?.rawValue),
      "resourceClass": .string(resourceClass.rawValue), "amount": .integer(Int64(amount)),
      "validFrom": JSON(validFrom), "setAt": JSON(setAt), "isSample": .bool(isSample),
    ]
  }
}
