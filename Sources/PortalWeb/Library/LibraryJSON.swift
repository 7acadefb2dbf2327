import HTML
import JSON
import Portal

extension LibraryAnswer {
  /// A page of entries, and how many there are per value of each facet.
  func json(_ language: Language) -> JSON {
    var object: JSONObject = [:]
    for (key, value) in page.json({ $0.json(language) }).members ?? [:] { object[key] = value }
    object["facets"] = .array(
      facets.map { facet, values in
        [
          "key": .string(facet.rawValue), "label": .string(facet.label[language]),
          "values": .array(values.map { $0.json(language) }),
        ]
      })
    return .object(object)
  }
}

extension LibraryFacetCount {
  fileprivate func json(_ language: Language) -> JSON {
    [
      "value": .string(code), "label": .string(label[language]), "count": JSON(count),
      "selected": .bool(isSelected),
    ]
  }
}

extension LibraryEntry {
  var path: Path { "/library/\(slug)" }

  func json(_ language: Language) -> JSON {
    [
      "id": .string(useCase.text), "slug": .string(slug), "title": .string(title),
      "summary": .string(summary), "owner": .string(owner), "theme": .string(theme),
      "maturity": .string(maturity), "riskClass": .string(riskClass.rawValue),
      "publishedAt": .string(publishedAt.rfc3339), "adoptions": JSON(adoptions),
      "url": .string(path.text),
    ]
  }
}

extension LibrarySheet {
  var path: Path { "/library/\(slug)" }

  func json(_ language: Language) -> JSON {
    [
      "id": .string(useCase.text), "slug": .string(slug), "title": .string(sheet.title),
      "revision": JSON(revision), "publishedAt": .string(publishedAt.rfc3339),
      "riskClass": .string(sheet.riskClass.rawValue), "sheet": sheet.json,
      "owner": [
        "name": .string(owner.name), "slug": .string(owner.slug), "siren": JSON(owner.siren),
        "bodyType": JSON(owner.bodyType),
      ],
      "participants": .array(participations.map { $0.json(language) }),
      "source": origin.map { $0.json(language) } ?? .null,
      "adoptions": adoptions.json { $0.json(language) }, "actions": offers.json(language),
      "url": .string(path.text),
    ]
  }
}

extension UseCase.Origin {
  fileprivate func json(_ language: Language) -> JSON {
    [
      "name": .string(source),
      "flags": .array(
        flags.map { flag in
          [
            "kind": .string(flag.kind.rawValue), "column": .string(flag.column),
            "value": .string(flag.value), "detail": .string(flag.text[language]),
          ]
        }),
    ]
  }
}

extension AdoptionRecord {
  var path: Path { "/adoptions/\(id)" }

  func json(_ language: Language) -> JSON {
    [
      "id": .string(id.text), "version": JSON(version), "useCase": .string(useCase.text),
      "useCaseTitle": .string(useCaseTitle),
      "organisation": ["name": .string(organisationName), "slug": .string(organisationSlug)],
      "status": .string(status.rawValue), "statusLabel": .string(status.label[language]),
      "results": .string(results), "referent": JSON(referent),
      "declaredAt": .string(declaredAt.rfc3339), "changedAt": .string(changedAt.rfc3339),
      "actions": offers.json(language), "url": .string("/library/\(useCaseSlug)"),
    ]
  }
}
