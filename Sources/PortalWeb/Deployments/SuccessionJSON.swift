import HTML
import JSON
import Portal

extension DeploymentOffer {
  static let shape = Shape.record(
    "DeploymentOffer",
    [
      "id": .id, "deployment": .id, "until": .day, "offeredAt": .instant,
      "outcome": .nullable(.choice(of: Outcome.self)), "reason": .text,
    ])

  var json: JSON {
    [
      "id": .string(id.text), "deployment": .string(deployment.text), "until": JSON(until),
      "offeredAt": JSON(offeredAt), "outcome": JSON(outcome?.rawValue), "reason": .string(reason),
    ]
  }
}

extension DeploymentOfferRecord {
  var path: Path { "/offers/\(offer.id.text)" }

  static let shape = Shape.record(
    "DeploymentOfferRecord",
    [
      "offer": DeploymentOffer.shape, "giver": Organisation.referenceShape,
      "receiver": Organisation.referenceShape, "title": .text, "resources": Resources.shape,
      "start": .day, "end": .day, "dataClass": .choice(of: DataClass.self),
      "site": Site.referenceShape,
      "useCase": .record("OfferedUseCase", ["id": .id, "title": .text]),
      "canTakeOver": .flag, "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "offer": offer.json, "giver": giver.reference, "receiver": receiver.reference,
      "title": .string(title), "resources": amounts.json, "start": JSON(period.start),
      "end": JSON(period.end), "dataClass": .string(dataClass.rawValue), "site": site.reference,
      "useCase": ["id": .string(useCase.id.text), "title": .string(useCase.title)],
      "canTakeOver": .bool(canTakeOver), "actions": offers.json(language),
    ]
  }
}

extension SuccessionChoices {
  static let shape = Shape.record(
    "SuccessionChoices",
    [
      "sites": .list(Site.referenceShape),
      "receivers": .list(.record("Receiver", ["id": .id, "name": .text])),
    ])

  var json: JSON {
    [
      "sites": .array(sites.map(\.reference)),
      "receivers": .array(
        receivers.map { ["id": .string($0.id.text), "name": .string($0.name)] }),
    ]
  }
}

extension SuccessionRecord {
  static let shape = Shape.record(
    "Succession",
    [
      "kind": .choice(of: Succession.Kind.self), "predecessor": .id, "title": .text,
      "giver": Organisation.referenceShape, "from": Site.referenceShape, "to": Site.referenceShape,
    ])

  var json: JSON {
    [
      "kind": .string(succession.kind.rawValue),
      "predecessor": .string(succession.predecessor.text), "title": .string(title),
      "giver": giver.reference, "from": origin.reference, "to": destination.reference,
    ]
  }
}

extension Lineage {
  static let shape = Shape.record(
    "Lineage",
    [
      "predecessor": .nullable(.id), "successor": .nullable(.id), "isReplaced": .flag,
      "offer": .nullable(DeploymentOffer.shape), "offeredTo": .nullable(.text),
    ])

  var json: JSON {
    [
      "predecessor": JSON(predecessor?.id), "successor": JSON(successor?.id),
      "isReplaced": .bool(isReplaced), "offer": offer?.offer.json ?? .null,
      "offeredTo": JSON(offer?.receiver),
    ]
  }
}

extension Site {
  static let referenceShape = Shape.record("SiteReference", ["slug": .text, "name": .text])

  /// The site as other records name it.
  var reference: JSON { ["slug": .string(slug), "name": .string(name)] }
}
