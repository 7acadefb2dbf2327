import SQLite

/// All SQL of the public library: the published sheets in the shape that search and facets need.
struct LibraryStore {
  let connection: Connection

  // MARK: - Publishing

  /// Shows a sheet in the library, in place of the one shown before. The permit is the one of what it is published under:
  /// the use case, or the platform for an import.
  func publish(
    _ useCase: UseCase, _ sheet: Sheet, of owner: Organisation,
    _ permit: borrowing Permit<some Protected>
  ) throws {
    let adoptions = try AdoptionStore(connection: connection).count(of: useCase.id)
    let number: Int? = try connection.value(
      """
      INSERT INTO libraryEntry (useCase, slug, title, summary, ownerName, theme, maturity, riskClass, publishedAt,
                                adoptions)
      VALUES (\(useCase.id), \(useCase.slug), \(sheet.title), \(sheet.librarySummary), \(owner.name),
              \(sheet.choice(.theme) ?? ""), \(sheet.choice(.maturity) ?? ""), \(sheet.riskClass),
              \(useCase.publishedAt ?? permit.at), \(adoptions))
      ON CONFLICT (useCase) DO UPDATE
      SET title = excluded.title, summary = excluded.summary, ownerName = excluded.ownerName,
          theme = excluded.theme, maturity = excluded.maturity, riskClass = excluded.riskClass,
          publishedAt = excluded.publishedAt, adoptions = excluded.adoptions
      RETURNING number
      """)
    guard let number else { throw PortalError.damaged("library: no number for \(useCase.id)") }
    try mark(number) { $0.values(of: sheet, owner: owner) }
    try connection.run("DELETE FROM librarySearch WHERE rowid = \(number)")
    try connection.run(
      """
      INSERT INTO librarySearch (rowid, title, summary, owner, body)
      VALUES (\(number), \(LibrarySearch.searchable(sheet.title)),
              \(LibrarySearch.searchable(sheet.librarySummary)), \(LibrarySearch.searchable(owner.name)),
              \(LibrarySearch.searchable(sheet.searchableText)))
      """)
  }

  /// Takes a use case out of the library.
  func withdraw(_ useCase: UseCase, _ permit: borrowing Permit<UseCase>) throws {
    try permit.check(useCase)
    let number: Int? = try connection.value(
      "DELETE FROM libraryEntry WHERE useCase = \(useCase.id) RETURNING number")
    guard let number else { return }
    try mark(number) { _ in [] }
    try connection.run("DELETE FROM librarySearch WHERE rowid = \(number)")
  }

  /// Counts the adoptions of a use case anew.
  func countAdoptions(of useCase: UseCase.ID, _ permit: borrowing Permit<some Protected>) throws {
    let adoptions = try AdoptionStore(connection: connection).count(of: useCase)
    try connection.run(
      "UPDATE libraryEntry SET adoptions = \(adoptions) WHERE useCase = \(useCase)")
  }

  /// Sets an entry's bit for the values that it has and clears it for all others.
  private func mark(_ number: Int, _ values: (LibraryFacet) -> [String]) throws {
    struct Key: Hashable {
      let facet: LibraryFacet
      let value: String
    }
    let block = EntrySet.block(of: number)
    var stored: [Key: [UInt8]] = [:]
    try connection.forEach(
      "SELECT facet, value, entries FROM libraryFacet WHERE block = \(block)"
    ) { stored[Key(facet: try $0(0), value: try $0(1))] = try $0(2) }
    let wanted = Set(
      LibraryFacet.allCases.flatMap { facet in
        values(facet).map { Key(facet: facet, value: $0) }
      })
    for key in wanted.union(stored.keys) {
      let before = stored[key] ?? []
      let after = EntrySet.block(before, setting: number, to: wanted.contains(key))
      guard after != before else { continue }
      try connection.run(
        """
        INSERT INTO libraryFacet (block, facet, value, entries)
        VALUES (\(block), \(key.facet), \(key.value), \(after))
        ON CONFLICT (block, facet, value) DO UPDATE SET entries = excluded.entries
        """)
    }
  }

  // MARK: - Looking

  func index() throws -> LibraryIndex {
    var index = LibraryIndex()
    try connection.forEach("SELECT block, facet, value, entries FROM libraryFacet") { row in
      index.place(try row(3), block: try row(0), facet: try row(1), value: try row(2))
    }
    return index
  }

  /// Which entries are of use cases in sight.
  func entries(in sight: Sight) throws -> EntrySet {
    EntrySet(
      try connection.rows(
        """
        SELECT number FROM libraryEntry JOIN useCase ON useCase.id = libraryEntry.useCase
        WHERE \(sight.condition)
        """
      ) { try $0(0) as Int })
  }

  /// Which entries hold the words.
  func entries(holding search: LibrarySearch) throws -> EntrySet {
    EntrySet(
      try connection.rows(
        "SELECT rowid FROM librarySearch WHERE librarySearch MATCH \(search.match)"
      ) { try $0(0) as Int })
  }

  /// The entries that hold the words, and how well: the lower the score the better, a title counting ten times a text.
  func hits(of search: LibrarySearch) throws -> [LibraryHit] {
    try connection.rows(
      """
      SELECT rowid, bm25(librarySearch, 10, 4, 4, 1) FROM librarySearch
      WHERE librarySearch MATCH \(search.match)
      """
    ) { LibraryHit(number: try $0(0), score: try $0(1)) }
  }

  /// The numbers of the newest entries of a set, from the key of the last one seen on.
  func newest(
    of entries: EntrySet, after last: (publishedAt: Int64, number: Int)?, limit: Int
  ) throws -> [Int] {
    struct Enough: Error {}
    let older: SQL =
      if let last { "WHERE (publishedAt, number) < (\(last.publishedAt), \(last.number))" } else {
        ""
      }
    var numbers: [Int] = []
    guard entries.count > 0 else { return numbers }
    do {
      // Runs along the index and stops as soon as the page is full.
      try connection.forEach(
        "SELECT number FROM libraryEntry \(older) ORDER BY publishedAt DESC, number DESC"
      ) { row in
        let number: Int = try row(0)
        if entries.contains(number) { numbers.append(number) }
        if numbers.count == limit { throw Enough() }
      }
    } catch is Enough {}
    return numbers
  }

  /// The entries of the given numbers, in that order.
  func entries(_ numbers: [Int]) throws -> [LibraryEntry] {
    let entries = try connection.rows(
      """
      SELECT useCase, slug, title, summary, ownerName, theme, maturity, riskClass, publishedAt, adoptions, number
      FROM libraryEntry WHERE number IN \(numbers)
      """
    ) { row in
      LibraryEntry(
        useCase: try row(0), slug: try row(1), title: try row(2), summary: try row(3),
        owner: try row(4), theme: try row(5), maturity: try row(6), riskClass: try row(7),
        publishedAt: try row(8), adoptions: try row(9), number: try row(10))
    }
    let byNumber = Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0) })
    return numbers.compactMap { byNumber[$0] }
  }
}

/// An entry that holds the words looked for.
struct LibraryHit: Comparable {
  let number: Int
  let score: Double

  /// The better one first, of equals the later one.
  static func < (left: LibraryHit, right: LibraryHit) -> Bool {
    (left.score, right.number) < (right.score, left.number)
  }
}

extension Transaction {
  var library: LibraryStore { LibraryStore(connection: connection) }
}
