import Foundation

/// The readable part of an address, made from a name: `Éclairage & énergie` becomes `eclairage-energie`.
enum Slug {
  /// Lower-case ASCII letters and digits with single hyphens between, at most 60 of them; `fallback` where nothing remains.
  static func make(from name: String, fallback: String) -> String {
    let folded =
      name
      .folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
      .replacingOccurrences(of: "œ", with: "oe").replacingOccurrences(of: "æ", with: "ae")
    let words = folded.utf8.split { byte in
      !(0x61...0x7a).contains(byte) && !(0x30...0x39).contains(byte)
    }
    var slug = ""
    for word in words {
      let separator = slug.isEmpty ? "" : "-"
      guard slug.utf8.count + separator.utf8.count + word.count <= 60 else { break }
      slug += separator + String(decoding: word, as: UTF8.self)
    }
    return slug.isEmpty ? fallback : slug
  }
}
