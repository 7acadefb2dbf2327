public import JSON

extension ImportReport {
  /// The report for a person, one finding a line.
  public func lines(in language: Language) -> [String] {
    let summary = Text(
      "\(rows.count) lignes : \(added) ajoutées, \(present) déjà présentes, \(changed) modifiées à la source, "
        + "\(refused) refusées ; \(flagged) avec un doute ; \(organisationsAdded) organismes ajoutés.",
      "\(rows.count) rows: \(added) added, \(present) already present, \(changed) changed at the source, "
        + "\(refused) refused; \(flagged) with a doubt; \(organisationsAdded) bodies added.")
    var lines = [summary[language]]
    lines += findings.map { "  \($0.kind.label[language]) : \($0.count)" }
    if !ignoredColumns.isEmpty {
      let text = Text("Colonnes non lues : ", "Columns not read: ")
      lines.append(text[language] + ignoredColumns.joined(separator: ", "))
    }
    return lines + rows.flatMap { $0.lines(in: language) }
  }

  /// `source`, the counts, `findings` by kind, and `rows`.
  public var json: JSON {
    [
      "source": .string(source),
      "counts": [
        "rows": JSON(rows.count), "added": JSON(added), "present": JSON(present),
        "changed": JSON(changed), "refused": JSON(refused), "flagged": JSON(flagged),
        "organisationsAdded": JSON(organisationsAdded),
      ],
      "findings": .object(JSONObject(findings.map { ($0.kind.rawValue, JSON($0.count)) })),
      "ignoredColumns": .array(ignoredColumns.map(JSON.string)),
      "rows": .array(rows.map(\.json)),
    ]
  }
}

extension ImportReport.Row {
  fileprivate func lines(in language: Language) -> [String] {
    let line = Text("ligne", "line")[language]
    var result = ["\(line) \(self.line) · \(body) · \(project) : \(outcome.label[language])"]
    switch outcome {
    case .changed(_, let columns): result.append("    \(columns.joined(separator: ", "))")
    case .refused(let refusal):
      result.append("    \(refusal.place) \(refusal.column ?? "") \(refusal.reason[language])")
    case .added, .present: break
    }
    return result + findings.map { "    \($0.place) \($0.flag.column) : \($0.flag.text[language])" }
  }

  fileprivate var json: JSON {
    var object: JSONObject = [
      "line": JSON(line), "body": .string(body), "project": .string(project),
    ]
    switch outcome {
    case .added(let id):
      object["outcome"] = "added"
      object["useCase"] = .string(id.text)
    case .present(let id):
      object["outcome"] = "present"
      object["useCase"] = .string(id.text)
    case .changed(let id, let columns):
      object["outcome"] = "changed"
      object["useCase"] = .string(id.text)
      object["changedColumns"] = .array(columns.map(JSON.string))
    case .refused(let refusal):
      object["outcome"] = "refused"
      object["refusal"] = refusal.json
    }
    object["findings"] = .array(findings.map(\.json))
    return .object(object)
  }
}

extension ImportRefusal {
  fileprivate var json: JSON {
    var object = place.members
    if let column { object["column"] = .string(column) }
    object["value"] = .string(value)
    object["reason"] = reason.json
    return .object(object)
  }
}

extension ImportFinding {
  fileprivate var json: JSON {
    var object = place.members
    object["kind"] = .string(flag.kind.rawValue)
    object["isDoubt"] = .bool(flag.kind.isDoubt)
    object["column"] = .string(flag.column)
    object["value"] = .string(flag.value)
    object["reading"] = flag.reading.map(JSON.string)
    object["text"] = flag.text.json
    return .object(object)
  }
}

extension CSVPlace: CustomStringConvertible {
  public var description: String { "\(line):\(column)" }

  /// `character` counts from the start of the line; `column` is the word for the file's columns.
  fileprivate var members: JSONObject { ["line": JSON(line), "character": JSON(column)] }
}

extension Text {
  fileprivate var json: JSON { ["fr": .string(french), "en": .string(english)] }
}

extension JSON {
  fileprivate init(_ count: Int) { self = .integer(Int64(count)) }
}
