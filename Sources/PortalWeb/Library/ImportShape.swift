import Portal

extension ImportReport {
  /// Of the report's JSON, which the portal makes itself, since the terminal prints it too.
  static let shape = Shape.record(
    "ImportReport",
    [
      "source": .text,
      "counts": .record(
        "ImportCounts",
        [
          "rows": .count, "added": .count, "present": .count, "changed": .count, "refused": .count,
          "flagged": .count, "organisationsAdded": .count,
        ]),
      "findings": .map(.count), "ignoredColumns": .list(.text), "rows": .list(rowShape),
    ])

  private static let rowShape = Shape.record(
    "ImportRow",
    [
      "line": .count, "body": .text, "project": .text,
      "outcome": .choice(["added", "present", "changed", "refused"]), "useCase?": .id,
      "changedColumns?": .list(.text),
      "refusal?": .record(
        "ImportRefusal",
        [
          "line": .count, "character": .count, "column?": .text, "value": .text,
          "reason": bothLanguages,
        ]),
      "findings": .list(
        .record(
          "ImportFinding",
          [
            "line": .count, "character": .count, "kind": .choice(of: SourceFlag.Kind.self),
            "isDoubt": .flag, "column": .text, "value": .text, "reading?": .text,
            "text": bothLanguages,
          ])),
    ])

  private static let bothLanguages = Shape.record("BothLanguages", ["fr": .text, "en": .text])
}
