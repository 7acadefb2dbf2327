import HTML
import JSON
import Portal

extension HostingRequestRecord {
  var path: Path { "/hosting-requests/\(request.id.text)" }

  static let shape = Shape.record(
    "HostingRequest",
    [
      "id": .id, "version": .count, "title": .text, "state": .choice(of: HostingRequest.State.self),
      "stateLabel": .text, "stateAt": .instant, "organisation": Organisation.referenceShape,
      "publicStatus": .choice(of: Organisation.PublicStatus.self),
      "useCase": .record("UseCaseReference", ["id": .id, "slug": .text, "title": .text]),
      "solution": .nullable(SolutionRelease.referenceShape),
      "resources": Resources.shape, "granted": .nullable(Resources.shape), "start": .day,
      "end": .day, "dataClass": .choice(of: DataClass.self), "aipdState": .choice(of: AIPDState.self),
      "riskClass": .choice(of: RiskClass.self), "euDatabaseEntry": .text,
      "maintainer": .nullable(Organisation.referenceShape), "justification": .text,
      "requester": .nullable(.text), "createdAt": .instant, "submittedAt": .nullable(.instant),
      "stages": .list(
        .record(
          "Stage",
          ["stage": .choice(of: Decision.Stage.self), "dueAt": .instant, "isOpen": .flag])),
      "decisions": .list(
        .record(
          "Decision",
          [
            "stage": .choice(of: Decision.Stage.self),
            "verdict": .choice(of: Decision.Verdict.self),
            "reason": .text, "person": .nullable(.text), "at": .instant,
          ])),
      "shortage": .nullable(Shortage.shape), "deployment": .nullable(.id),
      "changes": .nullable(.id), "succession": .nullable(SuccessionRecord.shape), "waitsUntil": .nullable(.day), "place": .nullable(.count),
      "twins": .list(.id),
      "attachments": .list(Attachment.shape), "energy": EnergyEstimate.shape,
      "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(request.id.text), "version": .integer(Int64(request.version)),
      "title": .string(request.title), "state": .string(request.state.rawValue),
      "stateLabel": .string(request.state.label[language]), "stateAt": JSON(request.stateAt),
      "organisation": organisation.reference,
      "publicStatus": .string(request.publicStatus.rawValue),
      "useCase": [
        "id": .string(request.useCase.text), "slug": .string(useCase.slug),
        "title": .string(useCase.title),
      ],
      "solution": solution?.reference ?? .null,
      "resources": request.wanted.json, "granted": request.granted?.json ?? .null,
      "start": JSON(request.period.start), "end": JSON(request.period.end), "dataClass": .string(request.dataClass.rawValue),
      "aipdState": .string(request.aipdState.rawValue),
      "riskClass": .string(request.riskClass.rawValue),
      "euDatabaseEntry": .string(request.euDatabaseEntry),
      "maintainer": maintainer?.reference ?? .null,
      "justification": .string(request.justification),
      "requester": JSON(people[request.requester]), "createdAt": JSON(request.createdAt),
      "submittedAt": JSON(request.submittedAt),
      "stages": .array(
        request.stages.map { required in
          [
            "stage": .string(required.stage.rawValue), "dueAt": JSON(required.dueAt),
            "isOpen": .bool(request.decision(required.stage) == nil),
          ]
        }),
      "decisions": .array(
        request.decisions.map { decision in
          [
            "stage": .string(decision.stage.rawValue),
            "verdict": .string(decision.verdict.rawValue), "reason": .string(decision.reason),
            "person": JSON(people[decision.person]), "at": JSON(decision.at),
          ]
        }), "shortage": shortage?.json ?? .null, "deployment": JSON(deployment),
      "changes": JSON(request.changes), "succession": succession?.json ?? .null, "waitsUntil": JSON(request.waits?.until),
      "place": place.map { .integer(Int64($0)) } ?? .null,
      "twins": .array(twins.map { .string($0.id.text) }),
      "attachments": .array(attachments.map(\.json)), "energy": energy.json(language),
      "actions": offers.json(language),
    ]
  }
}

extension HostingRequestLine {
  static let shape = Shape.record(
    "HostingRequestLine",
    [
      "id": .id, "title": .text, "state": .choice(of: HostingRequest.State.self),
      "stateLabel": .text, "stateAt": .instant, "organisation": .text, "useCase": .text,
      "resources": Resources.shape, "start": .day, "end": .day,
      "dataClass": .choice(of: DataClass.self), "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(request.id.text), "title": .string(request.title),
      "state": .string(request.state.rawValue),
      "stateLabel": .string(request.state.label[language]), "stateAt": JSON(request.stateAt),
      "organisation": .string(organisation), "useCase": .string(useCase),
      "resources": request.wanted.json, "start": JSON(request.period.start),
      "end": JSON(request.period.end), "dataClass": .string(request.dataClass.rawValue),
      "url": .string("/hosting-requests/\(request.id.text)"),
    ]
  }
}

extension Shortage {
  static let shape = Shape.record(
    "Shortage", ["breaches": .list(Breach.shape), "earliestStart": .nullable(.day),
      "largest": .nullable(Resources.shape),
    ])

  var json: JSON {
    ["breaches": .array(breaches.map(\.json)), "earliestStart": JSON(earliestStart),
      "largest": largest?.json ?? .null,
    ]
  }
}

extension Resources {
  static let shape = Shape.object(
    name: "Resources", members: ResourceClass.allCases.map { Shape.Member($0.rawValue, .count) })

  /// Whole numbers in the unit of their name.
  var json: JSON {
    .object(JSONObject(ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(self[$0]))) }))
  }
}

extension Organisation {
  static let referenceShape = Shape.record(
    "OrganisationReference", ["id": .id, "slug": .text, "name": .text])

  /// The organisation as other records name it.
  var reference: JSON {
    ["id": .string(id.text), "slug": .string(slug), "name": .string(name)]
  }
}

extension Attachment {
  static let shape = Shape.record(
    "Attachment",
    [
      "id": .id, "name": .text, "kind": .choice(of: Kind.self), "size": .count, "sha256": .text,
      "addedAt": .instant,
    ])

  var json: JSON {
    [
      "id": .string(id.text), "name": .string(name), "kind": .string(kind.rawValue),
      "size": .integer(Int64(size)), "sha256": .string(digestText),
      "addedAt": JSON(addedAt),
    ]
  }
}
