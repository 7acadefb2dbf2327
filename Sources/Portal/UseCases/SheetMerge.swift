/// Two changes of one sheet brought together, field by field.
public struct SheetMerge: Sendable {
  /// Both changes; where they conflict, yours.
  public let merged: Sheet
  /// Every field that either side changed.
  public let differences: [Staleness.Difference]

  public init(base: Sheet, theirs: Sheet, yours: Sheet) {
    var merged = theirs
    var differences: [Staleness.Difference] = []
    for field in SheetField.allCases {
      let (before, there, here) = (base[field], theirs[field], yours[field])
      guard before != there || before != here else { continue }
      if here != before { merged[field] = here }
      differences.append(
        Staleness.Difference(
          field: field.path, label: field.label, base: before.plain, theirs: there.plain,
          yours: here.plain,
          isConflict: before != there && before != here && there != here))
    }
    self.merged = merged
    self.differences = differences
  }
}

extension SheetValue? {
  /// The inputs of the value, one a line; empty where the field is empty.
  fileprivate var plain: String { self?.inputs.joined(separator: "\n") ?? "" }
}
