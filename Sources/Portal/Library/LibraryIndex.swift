/// The facets of the whole library, for one answer: which entries have which value.
struct LibraryIndex {
  private var sets: [LibraryFacet: [String: EntrySet]] = [:]

  mutating func place(_ bytes: [UInt8], block: Int, facet: LibraryFacet, value: String) {
    sets[facet, default: [:]][value, default: EntrySet()].place(bytes, block: block)
  }

  /// Every entry: each sheet has one risk class, be it « non évalué ».
  private var all: EntrySet { union(of: .riskClass, sets[.riskClass].map { Set($0.keys) } ?? []) }

  private func union(of facet: LibraryFacet, _ values: Set<String>) -> EntrySet {
    var union = EntrySet()
    for value in values {
      if let set = sets[facet]?[value] { union.formUnion(set) }
    }
    return union
  }

  /// The entries that have one of the chosen values in every facet, and the counts per value. A facet is counted without
  /// its own selection: the numbers say what choosing one more value would show. `found` are the entries that the words
  /// match; `nil` where there are no words.
  func narrow(
    to selection: [LibraryFacet: Set<String>], among found: EntrySet?
  ) -> (matching: EntrySet, facets: [(facet: LibraryFacet, values: [LibraryFacetCount])]) {
    let base = found ?? all
    let chosen = selection.map { (facet: $0.key, entries: union(of: $0.key, $0.value)) }
    func narrowed(without facet: LibraryFacet?) -> EntrySet {
      var entries = base
      for choice in chosen where choice.facet != facet { entries.formIntersection(choice.entries) }
      return entries
    }
    let matching = narrowed(without: nil)
    let facets = LibraryFacet.allCases.map { facet in
      let selected = selection[facet] ?? []
      let entries = selected.isEmpty ? matching : narrowed(without: facet)
      return (facet, counts(of: facet, among: entries, selected: selected))
    }
    return (matching, facets)
  }

  private func counts(
    of facet: LibraryFacet, among entries: EntrySet, selected: Set<String>
  ) -> [LibraryFacetCount] {
    facet.values.compactMap { value in
      let count = sets[facet]?[value.code]?.intersectionCount(entries) ?? 0
      let isSelected = selected.contains(value.code)
      guard count > 0 || isSelected else { return nil }
      return LibraryFacetCount(
        code: value.code, label: value.label, count: count, isSelected: isSelected)
    }
  }
}
