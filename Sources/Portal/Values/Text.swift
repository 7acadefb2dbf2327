public import SQLite

/// A sentence or label for people, in every language of the portal: a text that lacks one does not compile.
public struct Text: Hashable, Sendable {
  public let french: String
  public let english: String

  public init(_ french: String, _ english: String) {
    self.french = french
    self.english = english
  }

  /// The same in every language: a name, a number, what somebody typed.
  public init(verbatim: String) { self.init(verbatim, verbatim) }

  public subscript(language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}

/// A language of the portal, by its BCP 47 tag.
public enum Language: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case french = "fr"
  case english = "en"
}
