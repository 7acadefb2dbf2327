public import SQLite

/// By what the library can be narrowed down. Within a facet any chosen value will do, across facets all must hold.
public enum LibraryFacet: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case theme, subTheme, audience, bodyType, maturity, riskClass

  public var label: Text {
    switch self {
    case .theme: SheetField.theme.label
    case .subTheme: SheetField.subThemes.label
    case .audience: SheetField.audience.label
    case .bodyType: Text("Type d’organisme", "Type of body")
    case .maturity: SheetField.maturity.label
    case .riskClass: SheetField.riskClass.label
    }
  }

  /// The values that the nomenclature offers, in its order.
  public var values: [(code: String, label: Text)] {
    switch self {
    case .theme: SheetChoice.themes.map { ($0.code, $0.label) }
    case .subTheme: SheetChoice.subThemes.map { ($0.code, $0.label) }
    case .audience: SheetChoice.audiences.map { ($0.code, $0.label) }
    case .bodyType: Organisation.bodyTypes.map { ($0, Text(verbatim: $0)) }
    case .maturity: SheetChoice.maturities.map { ($0.code, $0.label) }
    case .riskClass: SheetChoice.riskClasses.map { ($0.code, $0.label) }
    }
  }

  /// The values under which a sheet is found.
  func values(of sheet: Sheet, owner: Organisation) -> [String] {
    switch self {
    case .theme: sheet.choice(.theme).map { [$0] } ?? []
    case .subTheme: sheet.choices(.subThemes)
    case .audience: sheet.choices(.audience)
    case .bodyType: owner.bodyType.map { [$0] } ?? []
    case .maturity: sheet.choice(.maturity).map { [$0] } ?? []
    case .riskClass: [sheet.riskClass.rawValue]
    }
  }
}

/// What somebody looks for in the library.
public struct LibraryQuery: Hashable, Sendable {
  /// Words that must all occur; the last one may be unfinished.
  public var text: String
  public var selection: [LibraryFacet: Set<String>]

  public init(text: String = "", selection: [LibraryFacet: Set<String>] = [:]) {
    self.text = text
    self.selection = selection.filter { !$0.value.isEmpty }
  }
}

/// One value of a facet and how many entries have it, all other facets and the words applied.
public struct LibraryFacetCount: Hashable, Sendable {
  public let code: String
  public let label: Text
  public let count: Int
  public let isSelected: Bool
}

/// What the library answers.
public struct LibraryAnswer: Sendable {
  public let page: Page<LibraryEntry>
  /// In the order of `LibraryFacet`; values without entries are left out unless they are selected.
  public let facets: [(facet: LibraryFacet, values: [LibraryFacetCount])]
}

/// A published use case as the library lists it.
public struct LibraryEntry: Hashable, Sendable {
  public let useCase: UseCase.ID
  public let slug: String
  public let title: String
  /// One or two sentences; the beginning of the description where nobody has written a summary.
  public let summary: String
  public let owner: String
  /// Codes of the nomenclature; empty where not filled.
  public let theme: String
  public let maturity: String
  public let riskClass: RiskClass
  public let publishedAt: Instant
  /// Bodies that use it or are about to.
  public let adoptions: Int
  /// Its number in the library, for paging.
  let number: Int
}
