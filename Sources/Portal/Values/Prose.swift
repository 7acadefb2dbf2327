/// A text that people type: how it is tidied and held to its limits.
///
/// Blanks around it go, line ends become line feeds, tabs become spaces; any other control character is refused.
struct Prose {
  /// Where it stands, for complaints.
  let field: String
  let label: Text
  /// In Unicode scalars, as SQLite's `length` counts.
  let maximum: Int
  var lines = Lines.several
  var isRequired = true

  /// Tidies an input. Throws when it is too long, empty though required, or of several lines though it must stand on one.
  func read(_ input: String) throws(Complaint) -> String {
    guard let text = Self.tidied(input) else {
      throw complaint("contient un caractère de contrôle.", "contains a control character.")
    }
    if isRequired, text.isEmpty {
      throw complaint("ne peut pas rester vide.", "cannot be left empty.")
    }
    if lines == .one, text.unicodeScalars.contains("\n") {
      throw complaint("tient sur une seule ligne.", "must stand on one line.")
    }
    let length = text.unicodeScalars.count
    guard length <= maximum else {
      throw complaint(
        "\(maximum) caractères au plus (\(length) reçus).",
        "at most \(maximum) characters (\(length) received).")
    }
    return text
  }

  /// The same, for what is read alone: throws the complaint as `invalid`.
  func accept(_ input: String) throws(PortalError) -> String {
    do { return try read(input) } catch { throw .invalid([error]) }
  }

  private func complaint(_ french: String, _ english: String) -> Complaint {
    Complaint(field, Text("\(label.french) : \(french)", "\(label.english): \(english)"))
  }

  enum Lines {
    case one, several
  }

  private static func tidied(_ input: String) -> String? {
    var scalars = String.UnicodeScalarView()
    var followsReturn = false
    for scalar in input.unicodeScalars {
      defer { followsReturn = scalar == "\r" }
      switch scalar {
      case "\r": scalars.append("\n")
      case "\n": if !followsReturn { scalars.append("\n") }
      case "\t": scalars.append(" ")
      default:
        guard scalar.properties.generalCategory != .control else { return nil }
        scalars.append(scalar)
      }
    }
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
