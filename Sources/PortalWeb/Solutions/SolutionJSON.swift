import HTML
import JSON
import Portal

extension Solution {
  var path: Path { "/solutions/\(slug)" }
}

extension SolutionRelease {
  var path: Path { "/solutions/\(solution.slug)/versions/\(version.id.text)" }

  static let referenceShape = Shape.record(
    "SolutionReference",
    [
      "id": .id, "slug": .text, "name": .text, "version": .text, "url": .text,
      "withdrawnAt": .nullable(.instant), "withdrawalReason": .nullable(.text),
    ])

  /// The version as other records name it.
  var reference: JSON {
    [
      "id": JSON(version.id), "slug": .string(solution.slug), "name": .string(solution.name),
      "version": .string("\(version.manifest.version)"), "url": .string(path.text),
      "withdrawnAt": JSON(withdrawal?.withdrawal.at),
      "withdrawalReason": JSON(withdrawal?.withdrawal.reason),
    ]
  }

  /// With what is needed to verify it: the signature is over the UTF-8 bytes of `manifest`.
  static let shape = SolutionVersion.shape.extended(
    "SolutionRelease",
    [
      "solution": referenceShape, "manifest": .text, "manifestDigest": .text, "signature": .text,
      "key": .text,
    ])

  func json(_ language: Language) -> JSON {
    version.json(language).adding([
      ("solution", reference), ("manifest", .string(version.manifest.document)),
      ("manifestDigest", .string(version.manifest.digest)),
      ("signature", .string(version.signatureText)), ("key", .string(version.key.text)),
    ])
  }
}

extension SolutionVersion {
  static let shape = Shape.record(
    "SolutionVersion",
    [
      "id": .id, "version": .text, "isPreRelease": .flag, "kind": .choice(of: Artifact.Kind.self),
      "kindLabel": .text, "reference": .text, "digest": .nullable(.text),
      "resources": Resources.shape, "port": .integer(1...65_535), "healthPath": .text,
      "dataClass": .choice(of: DataClass.self), "licence": .text, "notes": .text,
      "keyFingerprint": .text, "publishedAt": .instant, "withdrawnAt": .nullable(.instant),
      "withdrawalReason": .nullable(.text),
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": JSON(id), "version": .string("\(manifest.version)"),
      "isPreRelease": .bool(manifest.version.isPreRelease),
      "kind": .string(manifest.artifact.kind.rawValue),
      "kindLabel": .string(manifest.artifact.kind.label[language]),
      "reference": .string(manifest.artifact.reference), "digest": JSON(manifest.artifact.digest),
      "resources": manifest.needs.json, "port": .integer(Int64(manifest.port)),
      "healthPath": .string(manifest.healthPath), "dataClass": .string(manifest.dataClass.rawValue),
      "licence": .string(manifest.licence), "notes": .string(manifest.notes),
      "keyFingerprint": .string(key.fingerprint), "publishedAt": JSON(publishedAt),
      "withdrawnAt": JSON(withdrawal?.at), "withdrawalReason": JSON(withdrawal?.reason),
    ]
  }
}

extension SolutionLine {
  static let shape = Shape.record(
    "SolutionLine",
    [
      "id": .id, "slug": .text, "name": .text, "summary": .text,
      "publisher": .record(
        "SolutionPublisher", ["slug": .text, "name": .text, "isSample": .flag]),
      "useCase": .nullable(.record("SolutionUseCase", ["slug": .text, "title": .text])),
      "latest": .nullable(SolutionVersion.shape), "withdrawnAt": .nullable(.instant),
      "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": JSON(solution.id), "slug": .string(solution.slug), "name": .string(solution.name),
      "summary": .string(solution.summary),
      "publisher": [
        "slug": .string(publisher.slug), "name": .string(publisher.name),
        "isSample": .bool(publisher.isSample),
      ],
      "useCase": useCase.map { ["slug": .string($0.slug), "title": .string($0.title)] } ?? .null,
      "latest": latest?.json(language) ?? .null, "withdrawnAt": JSON(solution.withdrawal?.at),
      "url": .string(solution.path.text),
    ]
  }
}

extension SolutionRecord {
  static let shape = SolutionLine.shape.extended(
    "Solution",
    [
      "version": .count, "withdrawalReason": .nullable(.text),
      "versions": .list(SolutionVersion.shape), "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    line.json(language).adding([
      ("version", .integer(Int64(solution.version))),
      ("withdrawalReason", JSON(solution.withdrawal?.reason)),
      ("versions", .array(versions.map { $0.json(language) })), ("actions", offers.json(language)),
    ])
  }
}

extension JSON {
  /// An object with further members.
  fileprivate func adding(_ more: [(String, JSON)]) -> JSON {
    .object(JSONObject((members ?? JSONObject()).map { ($0.key, $0.value) } + more))
  }
}
