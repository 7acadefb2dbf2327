import Crypto
import JSON

extension Portal {
  /// Bytes of the largest library file that is taken.
  public static let largestImport = LibraryFile.maximumBytes

  /// Takes the public file of the library of Les Interconnectés (CSV, UTF-8, at most 8 MiB) into the portal.
  ///
  /// Each row becomes a published use case of the body it names, or is refused with its place, value and reason; doubts
  /// stay with the use case. What was imported before is never touched: importing the same file again changes nothing,
  /// and what changed at the source is reported. Throws `invalid`, nothing written, when it is another file.
  public func importUseCases(_ file: [UInt8], as actor: Actor) async throws -> ImportReport {
    // Read before the rules are asked: it touches nothing, and the one writer is not kept waiting.
    let library = try await LibraryFile.read(file, today: settings.clock().day)
    let digest = Hex.encode(Digest.sha256(file))
    return try await work(as: actor) { work in
      let permit = try work.permit(
        .importUseCases, on: Platform(),
        detail: [
          ("source", .string(LibraryColumn.source)), ("sha256", .string(digest)),
          ("rows", .integer(Int64(library.rows.count))),
        ])
      var importing = try LibraryImport(work)
      return try importing.run(library, permit)
    }
  }
}

/// One import on its way: what is known of bodies and cases, and what was added.
private struct LibraryImport {
  private let work: Work
  private var bodies: BodyDirectory
  private var known: KnownCases
  private var organisationsAdded = 0

  init(_ work: Work) throws {
    self.work = work
    bodies = BodyDirectory(try work.imports.organisations())
    known = KnownCases(try work.imports.useCases(from: LibraryColumn.source))
  }

  mutating func run(
    _ library: LibraryFile, _ permit: borrowing Permit<Platform>
  ) throws -> ImportReport {
    // Bodies whose SIREN is known come first, so that a row without one finds its body by name wherever it stands.
    let rows = library.rows.compactMap { try? $0.content.get() }
    for row in rows where row.body.siren != nil { try enter(row.body, permit) }
    for row in rows where row.body.siren == nil { try enter(row.body, permit) }
    return ImportReport(
      source: LibraryColumn.source,
      rows: try library.rows.map { row in
        switch row.content {
        case .failure(let refusal): ImportReport.Row(row, .refused(refusal), findings: [])
        case .success(let read):
          ImportReport.Row(row, try take(read, permit), findings: read.findings)
        }
      },
      ignoredColumns: library.ignoredColumns, organisationsAdded: organisationsAdded)
  }

  // MARK: - Bodies

  private mutating func enter(
    _ body: ImportedBody, _ permit: borrowing Permit<Platform>
  ) throws {
    guard bodies.find(body) == nil else { return }
    let id: Organisation.ID = work.newID()
    let organisation = Organisation(
      id: id,
      slug: try work.freeSlug(for: body.name, id: id), name: body.name, kind: .publicBody,
      siren: body.siren, siret: body.siret,
      bodyType: body.type, publicStatus: .toVerify,
      publicStatusReason:
        "Importé : \(LibraryColumn.source). La catégorie juridique n’est pas connue.",
      publicStatusAt: work.now, latitude: body.latitude, longitude: body.longitude,
      source: LibraryColumn.source, isSample: false, createdAt: work.now, version: 1)
    try work.organisations.insert(organisation, permit)
    bodies.add(id, siren: body.siren, name: body.name)
    organisationsAdded += 1
  }

  // MARK: - Use cases

  private mutating func take(
    _ row: ImportedRow, _ permit: borrowing Permit<Platform>
  ) throws -> ImportReport.Outcome {
    guard let body = bodies.find(row.body) else {
      throw PortalError.damaged("import: line \(row.line) has no body")
    }
    if let earlier = known.find(row.key, of: body, title: row.sheet.title) {
      return earlier.outcome(for: row)
    }
    let id = try publish(row, of: body, permit)
    known.add(
      ImportStore.Known(useCase: id, key: row.key, body: body, sheet: row.sheet), line: row.line)
    return .added(id)
  }

  private func publish(
    _ row: ImportedRow, of body: Organisation.ID, _ permit: borrowing Permit<Platform>
  ) throws -> UseCase.ID {
    guard let owner = try work.organisations.find(body) else {
      throw PortalError.damaged("import: no organisation \(body)")
    }
    let id: UseCase.ID = work.newID()
    let useCase = UseCase(
      id: id, slug: try work.freeSlug(for: row.sheet.title, id: id), state: .published,
      initiator: body, createdBy: permit.actor.person, createdAt: work.now, stateAt: work.now,
      currentRevision: 1, publishedRevision: 1,
      // The library shows it by the day from which it stands at the source.
      publishedAt: row.updated?.start ?? work.now,
      origin: UseCase.Origin(
        source: LibraryColumn.source, key: row.key,
        flags: row.findings.map(\.flag).filter(\.kind.isDoubt)),
      version: 1, title: row.sheet.title, riskClass: row.sheet.riskClass, participations: [],
      editors: [])
    try work.useCases.insert(useCase, permit)
    try work.participations.insertInitiator(body, of: id, permit)
    try work.revisions.insert(
      row.sheet, number: 1, changed: row.sheet.fields,
      note: "Importé : \(LibraryColumn.source), ligne \(row.line)", of: id, permit)
    try work.library.publish(useCase, row.sheet, of: owner, permit)
    return id
  }
}

/// The organisations by what a row may name them: the SIREN, else the name.
private struct BodyDirectory {
  private var bySiren: [String: Organisation.ID] = [:]
  private var byName: [String: (id: Organisation.ID, siren: String?)] = [:]

  init(_ organisations: [(id: Organisation.ID, siren: String?, name: String)]) {
    for organisation in organisations {
      add(organisation.id, siren: organisation.siren, name: organisation.name)
    }
  }

  mutating func add(_ id: Organisation.ID, siren: String?, name: String) {
    if let siren { bySiren[siren] = id }
    byName[name.folded] = (id, siren)
  }

  func find(_ body: ImportedBody) -> Organisation.ID? {
    if let siren = body.siren, let id = bySiren[siren] { return id }
    guard let named = byName[body.name.folded] else { return nil }
    // Two numbers that differ are two bodies, whatever they are called.
    return named.siren == nil || body.siren == nil ? named.id : nil
  }
}

/// What was imported before, by the key at the source; by body and title where the source corrected the number.
private struct KnownCases {
  struct Entry {
    let known: ImportStore.Known
    /// The line of this very file that it comes from; `nil` when it was there before.
    let line: Int?

    func outcome(for row: ImportedRow) -> ImportReport.Outcome {
      if let line {
        let reason = Text(
          "La ligne \(line) décrit déjà ce projet.", "Line \(line) describes this project already.")
        return .refused(ImportRefusal(reason, at: CSVPlace(line: row.line, column: 1)))
      }
      let number = known.key == row.key ? [] : [LibraryColumn.siret.rawValue]
      let columns =
        number + row.sheet.differences(from: known.sheet).compactMap(\.interconnectesColumn)
      return columns.isEmpty
        ? .present(known.useCase) : .changed(known.useCase, columns: columns)
    }
  }

  private var byKey: [String: Entry] = [:]
  private var byTitle: [String: Entry] = [:]

  init(_ cases: [ImportStore.Known]) {
    for known in cases { add(known, line: nil) }
  }

  mutating func add(_ known: ImportStore.Known, line: Int?) {
    let entry = Entry(known: known, line: line)
    byKey[known.key] = entry
    byTitle[Self.title(known.sheet.title, of: known.body)] = entry
  }

  func find(_ key: String, of body: Organisation.ID, title: String) -> Entry? {
    byKey[key] ?? byTitle[Self.title(title, of: body)]
  }

  private static func title(_ title: String, of body: Organisation.ID) -> String {
    "\(body) \(title.folded)"
  }
}

extension ImportReport.Row {
  fileprivate init(
    _ row: LibraryFile.Row, _ outcome: ImportReport.Outcome, findings: [ImportFinding]
  ) {
    self.init(
      line: row.line, body: row.body, project: row.project, outcome: outcome, findings: findings)
  }
}
