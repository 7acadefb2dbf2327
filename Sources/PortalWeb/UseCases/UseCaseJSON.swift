import JSON
import Portal

extension UseCaseRow {
  static let shape = Shape.record(
    "UseCaseLine",
    [
      "id": .id, "slug": .text, "title": .text, "state": .choice(of: UseCase.State.self),
      "stateLabel": .text, "stateAt": .instant, "initiator": .text,
      "riskClass": .choice(of: RiskClass.self), "inLibrary": .flag,
      "participation": .nullable(.choice(of: Participation.State.self)), "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "title": .string(title),
      "state": .string(state.rawValue), "stateLabel": .string(state.label[language]),
      "stateAt": .string(stateAt.rfc3339), "initiator": .string(initiator),
      "riskClass": .string(riskClass.rawValue), "inLibrary": .bool(isInLibrary),
      "participation": JSON(participation?.rawValue), "url": .string("/use-cases/\(id.text)"),
    ]
  }
}

extension UseCaseRecord {
  static let shape = Shape.record(
    "UseCase",
    [
      "id": .id, "slug": .text, "version": .count, "title": .text,
      "state": .choice(of: UseCase.State.self), "stateLabel": .text, "stateAt": .instant,
      "stateReason": .nullable(.text), "admitted": .flag, "inLibrary": .flag,
      "riskClass": .choice(of: RiskClass.self), "revision": .count,
      "publishedRevision": .nullable(.count), "publishedAt": .nullable(.instant),
      "source": .nullable(.text), "sheet": Sheet.shape, "participants": .list(Participation.shape),
      "revisions": .list(Revision.shape), "decisionMention": .nullable(.text),
      "gaps": .list(Complaint.shape), "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "version": .integer(Int64(version)),
      "title": .string(title), "state": .string(state.rawValue),
      "stateLabel": .string(state.label[language]), "stateAt": .string(stateAt.rfc3339),
      "stateReason": JSON(stateReason), "admitted": .bool(isAdmitted),
      "inLibrary": .bool(isInLibrary), "riskClass": .string(sheet.riskClass.rawValue),
      "revision": .integer(Int64(revision)), "publishedRevision": JSON(publishedRevision),
      "publishedAt": JSON(publishedAt), "source": JSON(origin?.source), "sheet": sheet.json,
      "participants": .array(participations.map { $0.json(language) }),
      "revisions": .array(revisions.map(\.json)),
      "decisionMention": JSON(decisionMention),
      "gaps": .array(gaps.map { $0.json(language) }),
      "actions": offers.json(language),
    ]
  }

  static let sheetShape = Shape.record(
    "SheetAlone", ["revision": .count, "sheet": Sheet.shape])

  /// The sheet alone, whose version is the revision.
  var sheetJSON: JSON { ["revision": .integer(Int64(revision)), "sheet": sheet.json] }
}

extension Revision {
  static let shape = Shape.record(
    "Revision",
    [
      "number": .count, "at": .instant, "author": .nullable(.text),
      "organisation": .nullable(.text), "changed": .list(.choice(of: SheetField.self)),
      "note": .text,
    ])

  var json: JSON {
    [
      "number": .integer(Int64(number)), "at": .string(at.rfc3339), "author": JSON(author?.name),
      "organisation": JSON(author?.organisation),
      "changed": .array(changed.map { .string($0.rawValue) }), "note": .string(note),
    ]
  }
}

extension RevisionRecord {
  static let shape = Shape.record(
    "RevisionRecord",
    ["useCase": .id, "revision": Revision.shape, "sheet": Sheet.shape, "before": Sheet.shape])

  var json: JSON {
    [
      "useCase": .string(useCase.text), "revision": revision.json, "sheet": sheet.json,
      "before": before.json,
    ]
  }
}

extension Complaint {
  static let shape = Shape.record("Gap", ["field": .text, "detail": .text])

  /// What is wrong or missing, where.
  func json(_ language: Language) -> JSON {
    ["field": .string(field), "detail": .string(text[language])]
  }
}
