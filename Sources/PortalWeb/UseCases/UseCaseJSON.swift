import JSON
import Portal

extension UseCaseRow {
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

  /// The sheet alone, whose version is the revision.
  var sheetJSON: JSON { ["revision": .integer(Int64(revision)), "sheet": sheet.json] }
}

extension Revision {
  var json: JSON {
    [
      "number": .integer(Int64(number)), "at": .string(at.rfc3339), "author": JSON(author?.name),
      "organisation": JSON(author?.organisation),
      "changed": .array(changed.map { .string($0.rawValue) }), "note": .string(note),
    ]
  }
}

extension RevisionRecord {
  var json: JSON {
    [
      "useCase": .string(useCase.text), "revision": revision.json, "sheet": sheet.json,
      "before": before.json,
    ]
  }
}

extension Complaint {
  /// What is wrong or missing, where.
  func json(_ language: Language) -> JSON {
    ["field": .string(field), "detail": .string(text[language])]
  }
}
