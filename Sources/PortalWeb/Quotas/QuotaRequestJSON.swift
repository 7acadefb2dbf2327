import HTML
import JSON
import Portal

extension QuotaRequest {
  var path: Path { "/quota-requests/\(id.text)" }

  private static let amountsShape = Shape.object(
    name: "QuotaAmounts",
    members: ResourceClass.allCases.map { Shape.Member($0.rawValue, .nullable(.count)) })

  static let shape = Shape.record(
    "QuotaRequest",
    [
      "id": .id, "version": .count, "state": .choice(of: QuotaRequest.State.self),
      "stateLabel": .text, "stateAt": .instant, "useCase": .nullable(.id), "asked": amountsShape,
      "validFrom": .day, "validUntil": .nullable(.day), "justification": .text,
      "requester": .nullable(.text), "createdAt": .instant,
      "answer": .nullable(
        .record(
          "QuotaAnswer",
          [
            "granted": amountsShape, "reason": .text, "person": .nullable(.text), "at": .instant,
          ])),
      "url": .text,
    ])

  func json(_ people: [Person.ID: String], _ language: Language) -> JSON {
    [
      "id": .string(id.text), "version": .integer(Int64(version)),
      "state": .string(state.rawValue), "stateLabel": .string(state.label[language]),
      "stateAt": JSON(stateAt), "useCase": JSON(asked.useCase), "asked": Self.json(asked.amounts),
      "validFrom": JSON(asked.validFrom), "validUntil": JSON(asked.validUntil),
      "justification": .string(justification), "requester": JSON(people[requester]),
      "createdAt": JSON(createdAt),
      "answer": answer.map { answer in
        [
          "granted": Self.json(answer.granted), "reason": .string(answer.reason),
          "person": JSON(people[answer.person]), "at": JSON(answer.at),
        ]
      } ?? .null,
      "url": .string(path.text),
    ]
  }

  private static func json(_ amounts: [ResourceClass: Int]) -> JSON {
    .object(JSONObject(ResourceClass.allCases.map { ($0.rawValue, JSON(amounts[$0])) }))
  }
}

extension QuotaRequestRecord {
  static let shape = QuotaRequest.shape.extended(
    "QuotaRequestRecord",
    [
      "organisation": Organisation.referenceShape, "quota": QuotaReport.shape,
      "capacity": .list(CapacityLine.shape), "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    let json = request.json(people, language)
    guard case .object(var members) = json else { return json }
    members["organisation"] = report.organisation.reference
    members["quota"] = report.json(language)
    members["capacity"] = .array(capacity.map(\.json))
    members["actions"] = offers.json(language)
    return .object(members)
  }
}

extension QuotaRequestLine {
  static let shape = Shape.record(
    "QuotaRequestLine",
    [
      "id": .id, "organisation": .text, "state": .choice(of: QuotaRequest.State.self),
      "stateLabel": .text, "stateAt": .instant, "validFrom": .day, "validUntil": .nullable(.day),
      "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(request.id.text), "organisation": .string(organisation),
      "state": .string(request.state.rawValue),
      "stateLabel": .string(request.state.label[language]), "stateAt": JSON(request.stateAt),
      "validFrom": JSON(request.asked.validFrom), "validUntil": JSON(request.asked.validUntil),
      "url": .string(request.path.text),
    ]
  }
}
