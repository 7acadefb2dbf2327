/// The words of the library's file and what they mean in the nomenclature.
struct LibraryVocabulary: Sendable {
  /// What a value of the file was taken for.
  enum Reading: Equatable {
    /// The word of the schema, or one that differs in the apostrophe only.
    case exact(String)
    /// Something near it; the word of the schema it was taken for.
    case near(String, as: String)
    case unknown
  }

  private let words: [(word: String, code: String)]
  /// Other words that were found in the file, and which of the schema's they stand for.
  private let synonyms: [String: String]

  private init(_ words: [(String, String)], synonyms: [String: String] = [:]) {
    self.words = words
    self.synonyms = Dictionary(
      uniqueKeysWithValues: synonyms.map { ($0.key.folded, $0.value) })
  }

  private init(_ choices: [SheetChoice]) {
    self.init(choices.compactMap { choice in choice.interconnectes.map { ($0, choice.code) } })
  }

  func read(_ value: String) -> Reading {
    let plain = value.replacing("’", with: "'")
    if let exact = words.first(where: { $0.word.utf8.elementsEqual(plain.utf8) }) {
      return .exact(exact.code)
    }
    let folded = value.folded
    let wanted = synonyms[folded] ?? folded
    guard let near = words.first(where: { $0.word.folded == wanted.folded }) else {
      return .unknown
    }
    return .near(near.code, as: near.word)
  }
}

extension LibraryVocabulary {
  static let themes = LibraryVocabulary(SheetChoice.themes)
  static let subThemes = LibraryVocabulary(SheetChoice.subThemes)
  static let audiences = LibraryVocabulary(SheetChoice.audiences)

  /// The schema has fewer steps than we have: of several, the one that its word names. The older words of the schema's
  /// own description are known too.
  static let maturities = LibraryVocabulary(
    [
      ("En exploration", "idea"), ("En expérimentation", "pilot"), ("En déploiement", "deployed"),
      ("Terminée", "finished"), ("Abandonné", "abandoned"),
    ],
    synonyms: [
      "Terminé": "Terminée", "Abandonnée": "Abandonné", "en réflexion": "En exploration",
      "POC": "En expérimentation",
    ])

  /// Types of bodies are kept in the library's own words. A communauté d'agglomération is an EPCI; so is, by the courtesy
  /// of the file, a territory of the Grand Paris.
  static let bodyTypes = LibraryVocabulary(
    Organisation.bodyTypes.map { ($0, $0) },
    synonyms: [
      "Communauté d'agglomérations": "EPCI", "Communauté d'agglomération": "EPCI", "EPT": "EPCI",
      "Communauté de communes": "EPCI", "Communauté urbaine": "EPCI", "Ville": "Commune",
      "Syndicat": "Syndicat mixte",
    ])
}

extension Organisation {
  /// What `bodyType` can be: the schema's types, and « Métropole », which only its description names.
  public static let bodyTypes = [
    "Commune", "EPCI", "Métropole", "Département", "Région", "Syndicat mixte", "Opérateur",
  ]
}
