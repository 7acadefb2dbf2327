import Testing

@testable import Portal

@Suite struct OrganisationNumberTests {
  // Published numbers: Vendée, Lyon, Nantes; La Poste's head office and another of its establishments.
  @Test(arguments: [
    "22850001300658", "200 046 977 00019", "24440040400129", "35600000000048", "35600000049837",
  ])
  func aRightNumberIsTaken(_ text: String) {
    #expect(OrganisationNumber.siret(text) == text.filter { $0 != " " })
  }

  @Test(arguments: [
    "24410051800170", "35600000049838", "2285000130065", "228500013006580", "2285000130065a", "",
    "２２８５０００１３００６５８",
  ])
  func aWrongNumberIsNone(_ text: String) {
    #expect(OrganisationNumber.siret(text) == nil)
  }

  @Test func aSirenHasNineDigitsAndItsCheckDigit() {
    #expect(OrganisationNumber.siren("228 500 013") == "228500013")
    #expect(OrganisationNumber.siren("356000000") == "356000000")
    for last in 0...9 where last != 3 {
      #expect(OrganisationNumber.siren("22850001\(last)") == nil)
    }
    #expect(OrganisationNumber.siren("22850001300658") == nil)
  }
}
