/// What an import did: every row of the file, taken or refused, and why.
public struct ImportReport: Sendable {
  public let source: String
  public let rows: [Row]
  /// Columns of the file that were not read.
  public let ignoredColumns: [String]
  public let organisationsAdded: Int

  public struct Row: Sendable {
    /// Where the row begins in the file, from 1.
    public let line: Int
    /// Both as given.
    public let body: String
    public let project: String
    public let outcome: Outcome
    public let findings: [ImportFinding]
  }

  public enum Outcome: Sendable {
    case added(UseCase.ID)
    /// Imported before, and the same at the source.
    case present(UseCase.ID)
    /// Imported before, but different at the source by now, in these columns; nothing was overwritten.
    case changed(UseCase.ID, columns: [String])
    case refused(ImportRefusal)
  }

  public var added: Int { count { if case .added = $0 { true } else { false } } }
  public var present: Int { count { if case .present = $0 { true } else { false } } }
  public var changed: Int { count { if case .changed = $0 { true } else { false } } }
  public var refused: Int { count { if case .refused = $0 { true } else { false } } }

  /// How many rows carry at least one doubt.
  public var flagged: Int {
    rows.count { row in row.findings.contains { $0.flag.kind.isDoubt } }
  }

  /// How many findings there are of each kind; kinds without any are left out.
  public var findings: [(kind: SourceFlag.Kind, count: Int)] {
    let kinds = rows.flatMap(\.findings).map(\.flag.kind)
    return SourceFlag.Kind.allCases.compactMap { kind in
      let count = kinds.count { $0 == kind }
      return count > 0 ? (kind, count) : nil
    }
  }

  private func count(_ isWanted: (Outcome) -> Bool) -> Int {
    rows.count { isWanted($0.outcome) }
  }
}

extension ImportReport.Outcome {
  public var label: Text {
    switch self {
    case .added: Text("ajouté", "added")
    case .present: Text("déjà présent", "already present")
    case .changed: Text("modifié à la source, non repris", "changed at the source, not taken over")
    case .refused: Text("refusé", "refused")
    }
  }
}
