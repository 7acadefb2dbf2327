public import JSON

/// Something noticed about one value of an imported row that was taken all the same.
public struct SourceFlag: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    // Doubts: they stay with the use case.
    case siretMalformed, siretCheckDigit, sirenOfAnotherBody, bodyTypeDoubtful
    case readAs, beyondSchema, unknownValue, tooManyValues, missingValue, notALink, unreadable
    // Notes: nothing was lost, nothing is uncertain.
    case spacesRemoved, lineBreaksJoined, emptyMark
  }

  public let kind: Kind
  /// The column, in the file's spelling.
  public let column: String
  /// As it stands in the file, cut at 200 characters.
  public let value: String
  /// What it was taken for, where that differs.
  public let reading: String?

  init(_ kind: Kind, _ column: LibraryColumn, value: String, reading: String? = nil) {
    self.kind = kind
    self.column = column.rawValue
    self.value = String(value.unicodeScalars.prefix(200))
    self.reading = reading
  }

  public var text: Text {
    let reading = reading ?? ""
    return switch kind {
    case .siretMalformed:
      Text(
        "« \(value) » n’est pas un SIRET de 14 chiffres ; il est gardé tel quel, sans SIREN.",
        "“\(value)” is not a SIRET of 14 digits; it is kept as given, without a SIREN.")
    case .siretCheckDigit:
      Text(
        "La clé de contrôle de « \(value) » est fausse ; il est gardé tel quel, sans SIREN.",
        "The check digit of “\(value)” is wrong; it is kept as given, without a SIREN.")
    case .sirenOfAnotherBody:
      Text(
        "« \(value) » n’est pas celui d’une commune (série 21) ; il est gardé tel quel, sans SIREN.",
        "“\(value)” is not a commune’s (series 21); it is kept as given, without a SIREN.")
    case .bodyTypeDoubtful:
      Text(
        "« \(value) », mais le SIREN est celui d’une commune (série 21) ; gardé, à vérifier.",
        "“\(value)”, but the SIREN is a commune’s (series 21); kept, to be verified.")
    case .readAs:
      Text("« \(value) » est lu comme « \(reading) ».", "“\(value)” is read as “\(reading)”.")
    case .beyondSchema:
      Text(
        "« \(value) » ne figure pas dans le schéma de la bibliothèque ; gardé.",
        "“\(value)” is not in the library’s schema; kept.")
    case .unknownValue:
      Text(
        "« \(value) » ne figure pas dans la nomenclature ; gardé ici seulement.",
        "“\(value)” is not in the nomenclature; kept here only.")
    case .tooManyValues:
      Text(
        "« \(value) » dépasse le nombre de valeurs possible ; gardé ici seulement.",
        "“\(value)” exceeds the number of values possible; kept here only.")
    case .missingValue: Text("Valeur obligatoire absente.", "A required value is missing.")
    case .notALink:
      Text(
        "« \(value) » n’est pas une adresse web ; gardé ici seulement.",
        "“\(value)” is not a web address; kept here only.")
    case .unreadable:
      Text(
        "« \(value) » est illisible ; gardé ici seulement.",
        "“\(value)” cannot be read; kept here only.")
    case .spacesRemoved: Text("Espaces retirés.", "Spaces removed.")
    case .lineBreaksJoined:
      Text("Sauts de ligne remplacés par des espaces.", "Line breaks replaced by spaces.")
    case .emptyMark:
      Text("« \(value) » est lu comme vide.", "“\(value)” is read as empty.")
    }
  }
}

extension SourceFlag {
  /// An object with `kind`, `column`, `value` and, where there is one, `reading`.
  public var json: JSON {
    var object: JSONObject = [
      "kind": .string(kind.rawValue), "column": .string(column), "value": .string(value),
    ]
    if let reading { object["reading"] = .string(reading) }
    return .object(object)
  }

  /// Reads a flag as it was stored; `nil` where it is none.
  init?(json: JSON) {
    guard let kind = json["kind"]?.text.flatMap(Kind.init), let column = json["column"]?.text,
      let value = json["value"]?.text
    else { return nil }
    self.kind = kind
    self.column = column
    self.value = value
    reading = json["reading"]?.text
  }
}

extension SourceFlag.Kind {
  /// Whether somebody should look at it; it is kept with the use case until then.
  public var isDoubt: Bool {
    switch self {
    case .spacesRemoved, .lineBreaksJoined, .emptyMark: false
    default: true
    }
  }

  /// What the report's summary calls it.
  public var label: Text {
    switch self {
    case .siretMalformed: Text("SIRET mal formé", "malformed SIRET")
    case .siretCheckDigit: Text("SIRET à la clé fausse", "SIRET with a wrong check digit")
    case .sirenOfAnotherBody: Text("SIREN d’un autre organisme", "SIREN of another body")
    case .bodyTypeDoubtful: Text("type d’organisme douteux", "doubtful type of body")
    case .readAs: Text("valeur rapprochée", "value matched to another")
    case .beyondSchema: Text("valeur hors schéma, gardée", "value beyond the schema, kept")
    case .unknownValue: Text("valeur inconnue", "unknown value")
    case .tooManyValues: Text("valeur en trop", "value too many")
    case .missingValue: Text("valeur absente", "missing value")
    case .notALink: Text("adresse web invalide", "invalid web address")
    case .unreadable: Text("valeur illisible", "unreadable value")
    case .spacesRemoved: Text("espaces retirés", "spaces removed")
    case .lineBreaksJoined: Text("sauts de ligne remplacés", "line breaks replaced")
    case .emptyMark: Text("marque de vide", "mark for empty")
    }
  }
}
