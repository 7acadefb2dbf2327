import Foundation

/// A password somebody typed, in the one form that is hashed: Unicode NFC (RFC 8265 §4.2), else exactly as typed.
struct Password: Sendable {
  static let minimum = 12
  static let maximum = 200

  let text: String

  /// What somebody claims to be their password.
  init(_ input: String) { text = input.precomposedStringWithCanonicalMapping }

  /// Reads a new password; throws the complaint about it. Length and commonness count, not classes of characters
  /// (CNIL recommendation 2022-100; NIST SP 800-63B §5.1.1.2).
  static func read(
    new input: String, field: String, of email: EmailAddress
  ) throws(Complaint) -> Password {
    let password = Password(input)
    let length = password.text.unicodeScalars.count
    guard length >= minimum else {
      throw Complaint(
        field,
        Text(
          "Mot de passe : \(minimum) caractères au moins (\(length) reçus).",
          "Password: at least \(minimum) characters (\(length) received)."))
    }
    guard length <= maximum else {
      throw Complaint(
        field,
        Text(
          "Mot de passe : \(maximum) caractères au plus (\(length) reçus).",
          "Password: at most \(maximum) characters (\(length) received)."))
    }
    let folded = password.text.lowercased()
    guard !folded.utf8.elementsEqual(email.text.utf8) else {
      throw Complaint(
        field,
        Text(
          "Mot de passe : votre adresse électronique ne peut pas en être un.",
          "Password: your e-mail address cannot be one."))
    }
    guard !CommonPasswords.contains(folded) else {
      throw Complaint(
        field,
        Text(
          "Mot de passe : celui-ci est trop courant, il serait vite deviné.",
          "Password: this one is too common, it would soon be guessed."))
    }
    return password
  }

  /// A password to be told to somebody once: four words of three syllables, 72 bits, made from nine random bytes.
  static func generated(from random: [UInt8]) -> Password {
    let consonants = Array("bdfgjklmnprstvxz")
    let vowels = Array("aiou")
    var bits = 0
    var count = 0
    var syllables: [String] = []
    for byte in random {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 6 {
        count -= 6
        let index = bits >> count & 63
        syllables.append("\(consonants[index >> 2])\(vowels[index & 3])")
      }
      bits &= 63
    }
    let words = stride(from: 0, to: syllables.count, by: 3).map { start in
      syllables[start..<min(start + 3, syllables.count)].joined()
    }
    return Password(words.joined(separator: "-"))
  }
}
