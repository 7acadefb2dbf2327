import JSON

/// Reads a manifest's members, and notes what is wrong with each in words.
struct ManifestReader {
  private let json: JSON
  private(set) var complaints = Complaints()

  /// The field of a form or a body that a manifest is sent in.
  static let field = "manifest"

  private static let members: Set = [
    "format", "solution", "version", "artifact", "resources", "port", "healthPath", "dataClass",
    "licence", "notes",
  ]

  /// Throws `invalid` unless the text is a JSON object.
  init(_ text: String) throws(PortalError) {
    do {
      json = try JSON(parsing: Array(text.utf8))
    } catch {
      throw .invalid(
        Self.field,
        Text("Le manifeste n’est pas du JSON : \(error)", "The manifest is no JSON: \(error)"))
    }
    guard let members = json.members else {
      throw .invalid(
        Self.field,
        Text("Le manifeste est un objet JSON : { … }.", "The manifest is a JSON object: { … }."))
    }
    for (name, _) in members where !Self.members.contains(name) {
      complain(name, Text("ce membre est inconnu.", "this member is unknown."))
    }
  }

  /// `nil` when something is wrong, which `complaints` say.
  mutating func manifest(document: String) -> SolutionManifest? {
    let format = member(
      "format",
      Text(
        "« \(SolutionManifest.format) » est attendu.", "“\(SolutionManifest.format)” is expected.")
    ) { $0.text == SolutionManifest.format ? SolutionManifest.format : nil }
    let solution = member(
      "solution",
      Text(
        "le nom court de la solution dans le catalogue est attendu.",
        "the solution’s short name in the catalogue is expected.")
    ) { $0.text.flatMap { (1...80).contains($0.utf8.count) ? $0 : nil } }
    let version = member(
      "version",
      Text(
        "une version est attendue, comme 1.4.0 ou 2.0.0-rc.1 (Semantic Versioning 2.0.0).",
        "a version is expected, like 1.4.0 or 2.0.0-rc.1 (Semantic Versioning 2.0.0).")
    ) { $0.text.flatMap { SemanticVersion($0) } }
    let artifact = artifact()
    let needs = needs()
    let port = member(
      "port",
      Text(
        "un nombre entier de 1 à 65535 est attendu.", "a whole number from 1 to 65535 is expected.")
    ) { $0.int.flatMap { SolutionManifest.ports.contains($0) ? $0 : nil } }
    let healthPath = member(
      "healthPath",
      Text(
        "un chemin qui commence par / est attendu, comme /health.",
        "a path that begins with / is expected, like /health.")
    ) { $0.text.flatMap { SolutionManifest.isHealthPath($0) ? $0 : nil } }
    let classes = DataClass.allCases.map(\.rawValue).joined(separator: ", ")
    let dataClass = member(
      "dataClass", Text("une classe est attendue : \(classes).", "a class is expected: \(classes).")
    ) { $0.text.flatMap(DataClass.init) }
    let licence = member(
      "licence",
      Text(
        "un identifiant SPDX est attendu, comme EUPL-1.2, ou LicenseRef-… hors de la liste.",
        "an SPDX identifier is expected, like EUPL-1.2, or LicenseRef-… beyond the list.")
    ) { $0.text.flatMap { $0.wholeMatch(of: #/[A-Za-z0-9.-]{1,60}/#) == nil ? nil : $0 } }
    let notes = notes()
    guard format != nil, let solution, let version, let artifact, let needs, let port,
      let healthPath, let dataClass, let licence
    else { return nil }
    return SolutionManifest(
      document: document, solution: solution, version: version, artifact: artifact, needs: needs,
      port: port, healthPath: healthPath, dataClass: dataClass, licence: licence, notes: notes)
  }

  private mutating func artifact() -> Artifact? {
    let members = json["artifact"]?.members?.map { $0 } ?? []
    let texts = Dictionary(
      members.compactMap { name, value in value.text.map { (name, $0) } }
    ) { first, _ in first }
    let kinds = Artifact.Kind.allCases.filter { texts[$0.rawValue] != nil }
    guard kinds.count == 1, let kind = kinds.first, let reference = texts[kind.rawValue],
      Set(texts.keys) == (kind == .bundle ? ["bundle", "sha256"] : [kind.rawValue]),
      texts.count == members.count
    else {
      complain(
        "artifact",
        Text(
          "est attendu l’un de : {\"image\": \"…@sha256:…\"}, {\"bundle\": \"https://…\", \"sha256\": \"…\"}, {\"shipped\": \"minutes\"}.",
          "one of these is expected: {\"image\": \"…@sha256:…\"}, {\"bundle\": \"https://…\", \"sha256\": \"…\"}, {\"shipped\": \"minutes\"}."
        ))
      return nil
    }
    do throws(Mistake) {
      return try Artifact(kind: kind, reference: reference, digest: texts["sha256"])
    } catch {
      complain("artifact", error.text)
      return nil
    }
  }

  private mutating func needs() -> Resources? {
    var needs = Resources()
    let members = json["resources"]?.members ?? JSONObject()
    let names = Set(members.map(\.key))
    var isRead = names == Set(ResourceClass.allCases.map(\.rawValue))
    for resourceClass in ResourceClass.allCases {
      guard let amount = members[resourceClass.rawValue]?.int,
        (0...HostingRequestDraft.mostOfAClass).contains(amount)
      else {
        isRead = false
        continue
      }
      needs[resourceClass] = amount
    }
    guard isRead else {
      let classes = ResourceClass.allCases.map(\.rawValue).joined(separator: ", ")
      complain(
        "resources",
        Text(
          "des nombres entiers sont attendus pour \(classes), et pour rien d’autre.",
          "whole numbers are expected for \(classes), and for nothing else."))
      return nil
    }
    return needs
  }

  private mutating func notes() -> String {
    guard json["notes"] != nil else { return "" }
    let text = member("notes", Text("un texte est attendu.", "a text is expected.")) { $0.text }
    return complaints.read(
      text ?? "",
      as: Prose(
        field: "\(Self.field)/notes", label: Text("notes", "notes"), maximum: 2500,
        isRequired: false))
  }

  private mutating func member<Value>(
    _ name: String, _ expected: Text, read: (JSON) -> Value?
  ) -> Value? {
    guard let value = json[name].flatMap(read) else {
      complain(name, expected)
      return nil
    }
    return value
  }

  private mutating func complain(_ name: String, _ text: Text) {
    complaints.add([
      Complaint(
        "\(Self.field)/\(name)",
        Text("\(name) : \(text.french)", "\(name): \(text.english)"))
    ])
  }
}
