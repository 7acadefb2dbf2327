import TestSupport
import Testing

@testable import Portal

@Suite struct PasswordTests {
  private let email = EmailAddress("person@example.org")

  @Test(arguments: [
    "", "eleven char", "person@example.org", "PERSON@example.org", "motdepasse123", "AZERTYUIOP123",
    "aaaaaaaaaaaaaaaaaaaa", "abababababab", String(repeating: "long", count: 51),
  ])
  func aPasswordThatIsSoonGuessedIsRefused(_ text: String) throws {
    let email = try #require(email)
    #expect(throws: Complaint.self) { try Password.read(new: text, field: "new", of: email) }
  }

  @Test(arguments: ["twelve chars", "  blanks count  ", "mot de passe étrange", "パスワードは十二文字以上です"])
  func anyOtherOfTwelveCharactersWillDo(_ text: String) throws {
    let email = try #require(email)
    _ = try Password.read(new: text, field: "new", of: email)
  }

  @Test func aGeneratedPasswordCanBeReadOutAndPassesItsOwnRules() throws {
    let password = Password.generated(from: [0, 1, 2, 3, 250, 251, 252, 253, 254])
    #expect(password.text.utf8.count == 27)
    #expect(password.text.split(separator: "-").count == 4)
    _ = try Password.read(new: password.text, field: "new", of: try #require(email))
    let other = Password.generated(from: [0, 1, 2, 3, 250, 251, 252, 253, 255])
    #expect(other.text != password.text)
  }

  @Test(arguments: [
    "", "a", "a@b", "a@b.", "a@.b", "@b.c", "a@b@c.d", "a b@c.d", "é@exemple.fr", "a,b@c.d",
    "a@b..c",
    "a@b.c\n@d", String(repeating: "a", count: 250) + "@b.fr",
  ])
  func whatIsNoAddressIsNone(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func addressesAreTrimmedAndLowered() {
    #expect(EmailAddress(" \tJean.Dupont+IA@Exemple.FR\r\n")?.text == "jean.dupont+ia@exemple.fr")
  }
}
