import HTML
import JSON
import Portal

extension LibraryAnswer {
  static let shape = Shape.page(
    of: LibraryEntry.shape,
    with: [
      "facets": .list(
        .record(
          "Facet",
          [
            "key": .choice(of: LibraryFacet.self), "label": .text,
            "values": .list(LibraryFacetCount.shape),
          ]))
    ])

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
  fileprivate static let shape = Shape.record(
    "FacetValue", ["value": .text, "label": .text, "count": .count, "selected": .flag])

  fileprivate func json(_ language: Language) -> JSON {
    [
      "value": .string(code), "label": .string(label[language]), "count": JSON(count),
      "selected": .bool(isSelected),
    ]
  }
}

extension LibraryEntry {
  var path: Path { "/library/\(slug)" }

  static let shape = Shape.record(
    "LibraryEntry",
    [
      "id": .id, "slug": .text, "title": .text, "summary": .text, "owner": .text, "theme": .text,
      "maturity": .text, "riskClass": .choice(of: RiskClass.self), "publishedAt": .instant,
      "adoptions": .count, "url": .text,
    ])

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

  static let shape = Shape.record(
    "LibrarySheet",
    [
      "id": .id, "slug": .text, "title": .text, "revision": .count, "publishedAt": .instant,
      "riskClass": .choice(of: RiskClass.self), "sheet": Sheet.shape,
      "owner": .record(
        "SheetOwner",
        ["name": .text, "slug": .text, "siren": .nullable(.text), "bodyType": .nullable(.text)]),
      "participants": .list(Participation.shape), "source": .nullable(UseCase.Origin.shape),
      "adoptions": .page(of: AdoptionRecord.shape), "actions": Offer.listShape, "url": .text,
    ])

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
  fileprivate static let shape = Shape.record(
    "Source",
    [
      "name": .text,
      "flags": .list(
        .record("SourceFlag", ["kind": .text, "column": .text, "value": .text, "detail": .text])),
    ])

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

  static let shape = Shape.record(
    "Adoption",
    [
      "id": .id, "version": .count, "useCase": .id, "useCaseTitle": .text,
      "organisation": .record("AdoptingOrganisation", ["name": .text, "slug": .text]),
      "status": .choice(of: Adoption.Status.self), "statusLabel": .text, "results": .text,
      "referent": .nullable(.text), "declaredAt": .instant, "changedAt": .instant,
      "actions": Offer.listShape, "url": .text,
    ])

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
