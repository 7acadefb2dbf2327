import Cedar

extension Portal {
  /// Looks through the public library: what the rules let a visitor see, whoever asks.
  ///
  /// Newest first; with words the best match first, the title counting most, unless so many entries hold them that the
  /// order says nothing. Words and facets narrow down together. Four queries, however many entries there are.
  public func library(
    _ query: LibraryQuery = LibraryQuery(), after cursor: Cursor? = nil, limit: Limit = .standard
  ) throws -> LibraryAnswer {
    try read(as: .visitor) { reading in
      let search = LibrarySearch(query.text)
      var found = try search.map { try reading.library.entries(holding: $0) }
      let sight = try reading.gate.sight(
        .viewUseCase, of: UseCase.self, knowing: ["inLibrary": true])
      if !sight.isAlways {
        let seen = try reading.library.entries(in: sight)
        found?.formIntersection(seen)
        found = found ?? seen
      }
      let (matching, facets) = try reading.library.index().narrow(to: query.selection, among: found)
      let page =
        if let search, let found, found.count <= LibrarySearch.maximumRanked {
          try reading.best(for: search, in: matching, after: cursor, limit: limit)
        } else {
          try reading.newest(in: matching, after: cursor, limit: limit)
        }
      return LibraryAnswer(page: page, facets: facets)
    }
  }
}

extension Reading {
  fileprivate func newest(
    in matching: EntrySet, after cursor: Cursor?, limit: Limit
  ) throws -> Page<LibraryEntry> {
    let last = cursor.flatMap { cursor in
      cursor.key(Int64.init).map { (publishedAt: $0.order, number: $0.number) }
    }
    let numbers = try library.newest(of: matching, after: last, limit: limit.count + 1)
    return Page(
      rows: try library.entries(numbers), limit: limit, total: matching.count
    ) { Cursor(String($0.publishedAt.milliseconds), String($0.number)) }
  }

  fileprivate func best(
    for search: LibrarySearch, in matching: EntrySet, after cursor: Cursor?, limit: Limit
  ) throws -> Page<LibraryEntry> {
    let last = cursor.flatMap { cursor in
      cursor.key(Double.init).map { LibraryHit(number: $0.number, score: $0.order) }
    }
    let shown = try library.hits(of: search).filter { hit in
      matching.contains(hit.number) && last.map { $0 < hit } ?? true
    }.sorted().prefix(limit.count + 1)
    let scores = Dictionary(uniqueKeysWithValues: shown.map { ($0.number, $0.score) })
    return Page(
      rows: try library.entries(shown.map(\.number)), limit: limit, total: matching.count
    ) { Cursor(String(scores[$0.number] ?? 0), String($0.number)) }
  }
}

extension Cursor {
  /// The two parts of the library's order; `nil` when it is another list's.
  fileprivate func key<Order>(_ read: (String) -> Order?) -> (order: Order, number: Int)? {
    guard parts.count == 2, let order = read(parts[0]), let number = Int(parts[1]) else {
      return nil
    }
    return (order, number)
  }
}
