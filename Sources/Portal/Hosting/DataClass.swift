public import SQLite

/// How much protection data needs: a pool accepts data up to one class. In rising order.
public enum DataClass: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case `public`, `internal`, personal, sensitive

  public var label: Text {
    switch self {
    case .public: Text("données publiques", "public data")
    case .internal: Text("données internes", "internal data")
    case .personal: Text("données à caractère personnel", "personal data")
    case .sensitive:
      Text("données sensibles (article 9 du RGPD)", "special categories of data (GDPR article 9)")
    }
  }

  /// Whether the body's data-protection officer has to be heard, and an impact assessment considered (GDPR art. 35, 39).
  public var isPersonal: Bool { self >= .personal }
}

extension DataClass: Comparable {
  public static func < (left: DataClass, right: DataClass) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .public: 0
    case .internal: 1
    case .personal: 2
    case .sensitive: 3
    }
  }
}

/// Where the impact assessment stands (« analyse d’impact relative à la protection des données », GDPR art. 35).
public enum AIPDState: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case notRequired, toDo, inProgress, done

  public var label: Text {
    switch self {
    case .notRequired: Text("non requise", "not required")
    case .toDo: Text("à faire", "to do")
    case .inProgress: Text("en cours", "in progress")
    case .done: Text("réalisée", "done")
    }
  }
}
