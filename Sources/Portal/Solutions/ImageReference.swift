/// A container image by the digest of its manifest, and where to have it from (OCI Distribution Specification 1.1):
/// `registry.example/team/minutes:1.4.0@sha256:…`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
  /// As it was written.
  public let description: String
  /// `registry.example`, `registry.example:5000`.
  public let registry: String
  /// 64 digits of base 16, of the SHA-256.
  public let digest: String

  /// Throws what is wrong with it, for people.
  init(_ text: String) throws(Mistake) {
    guard text.utf8.count <= 400 else {
      throw Mistake(
        Text(
          "Une image se nomme en 400 caractères au plus.",
          "An image’s name has at most 400 characters."))
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Mistake(
        Text(
          "Une image se désigne par son empreinte : ajoutez @sha256:… (une étiquette seule peut être déplacée).",
          "An image is named by its digest: add @sha256:… (a tag alone can be moved)."))
    }
    guard let digest = parts[1].wholeMatch(of: #/sha256:([0-9a-f]{64})/#)?.output.1 else {
      throw Mistake(
        Text(
          "Après @, une empreinte est attendue : sha256: et 64 chiffres hexadécimaux en minuscules.",
          "After @ a digest is expected: sha256: and 64 hexadecimal digits in lower case."))
    }
    guard let name = parts[0].wholeMatch(of: Self.grammar) else {
      throw Mistake(
        Text(
          "Le nom complet d’une image est attendu, registre compris : registre.example/equipe/image:1.0.0@sha256:…",
          "An image’s full name is expected, registry included: registry.example/team/image:1.0.0@sha256:…"
        ))
    }
    description = text
    registry = String(name.output.1)
    self.digest = String(digest)
  }

  /// Host and port, path, tag.
  private static var grammar: Regex<(Substring, Substring)> {
    #/
      (
        (?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*
        [a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?
        (?::[0-9]{1,5})?
      )
      (?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)+
      (?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?
    /#
  }
}
