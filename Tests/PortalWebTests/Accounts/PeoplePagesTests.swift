import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite struct PeoplePagesTests {
  private let hostile = #"<script>alert(1)</script>"#

  @Test func aLeadAddsSomebodyAndTheirPasswordIsShownOnce() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let form = try await browser.get("/organisations/organisation-2/people/new")
    #expect(form.status == 200)
    #expect(form.text.contains("value=\"dpo\""))
    #expect(!form.text.contains("value=\"curator\""))
    let added = try await browser.post(
      "/organisations/organisation-2/people",
      ["email": "new@example.org", "name": hostile, "role": "contributor"])
    #expect(added.status == 200)
    #expect(!added.text.contains(hostile))
    let password = try #require(
      added.text.firstMatch(of: /<code>([a-z-]{27})<\/code>/).map { String($0.1) })
    _ = try await test.portal.signIn(
      email: "new@example.org", password: password, address: "", userAgent: "")
    let list = try await browser.get("/organisations/organisation-2/people")
    #expect(list.text.contains("&lt;script&gt;"))
    #expect(!list.text.contains(password))
  }

  @Test func whatIsWrongStaysInTheForm() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let answer = try await browser.post(
      "/organisations/organisation-2/people",
      ["email": "no address", "name": hostile, "role": "lead"])
    #expect(answer.status == 422)
    #expect(answer.text.contains("value=\"no address\""))
    #expect(answer.text.contains("id=\"email-complaint\""))
    #expect(!answer.text.contains(hostile))
    let unfit = try await browser.post(
      "/organisations/organisation-2/people",
      ["email": "a@example.org", "name": "A", "role": "curator"])
    #expect(unfit.status == 422)
    #expect(unfit.text.contains("id=\"role-complaint\""))
  }

  @Test func aGrantIsEndedButNeverOnesOwn() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let own = try #require(test.cast.townLead.member).membership
    let other = try #require(test.cast.townDPO.member).membership
    let list = try await browser.get("/organisations/organisation-2/people")
    #expect(list.text.contains("/grants/\(other)/end"))
    #expect(!list.text.contains("/grants/\(own)/end"))
    #expect(try await browser.post("/grants/\(other)/end").status == 303)
    let refused = try await browser.post("/grants/\(own)/end")
    #expect(refused.status == 403)
    #expect(refused.text.contains("Personne ne se donne ni ne se retire un rôle"))
    #expect(try await browser.post("/grants/\(other)/end").status == 409)
    let foreign = try #require(test.cast.curator.member).membership
    #expect(try await browser.post("/grants/\(foreign)/end").status == 404)
    #expect(try await browser.post("/grants/nothing/end").status == 404)
    let all = try await browser.get("/organisations/organisation-2/people?ended=true")
    #expect(all.text.contains("Personne 23"))
  }

  @Test func strangersSeeNobody() async throws {
    let test = try await TestPortal()
    let partner = try await test.browser(as: test.cast.partnerLead)
    #expect(try await partner.get("/organisations/organisation-2/people").status == 403)
    #expect(try await partner.get("/organisations/nowhere/people").status == 404)
    let person = try #require(test.cast.townLead.person)
    #expect(try await partner.get("/people/\(person)").status == 404)
    let visitor = try await test.browser()
    #expect(try await visitor.get("/people/\(person)").status == 303)
  }

  @Test func theAdministratorResetsAPassword() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townLead.person)
    let browser = try await test.browser(as: test.cast.administrator)
    let page = try await browser.get("/people/\(person)")
    #expect(page.text.contains("/people/\(person)/password-reset"))
    let reset = try await browser.post("/people/\(person)/password-reset")
    #expect(reset.status == 200)
    let password = try #require(
      reset.text.firstMatch(of: /<code>([a-z-]{27})<\/code>/).map { String($0.1) })
    _ = try await test.portal.signIn(
      email: "lead.22@example.org", password: password, address: "", userAgent: "")
    let lead = try await test.browser(as: test.cast.townLead)
    #expect(try await lead.post("/people/\(person)/password-reset").status == 403)
  }

  @Test func theSameOverTheAPI() async throws {
    let test = try await TestPortal()
    let lead = try await test.program(as: test.cast.townLead)
    let added = try await lead.post(
      "/organisations/organisation-2/people",
      ["email": "new@example.org", "name": "Nouvelle Personne", "role": "contributor"])
    #expect(added.status == 201)
    #expect(added.json["initialPassword"]?.text?.utf8.count == 27)
    let person = try #require(added.json["person"]?["id"]?.text)
    let granted = try await lead.post(
      "/organisations/organisation-2/grants",
      ["person": .string(person), "role": "dpo", "until": "2027-01-01"])
    #expect(granted.status == 201)
    #expect(granted.json["validUntil"]?.text == "2027-01-01T00:00:00Z")
    let list = try await lead.get("/organisations/organisation-2/people?limit=2")
    #expect(list.json["total"]?.int == 5)
    #expect(list.json["items"]?.items?.count == 2)
    #expect(list.headers["Link"]?.contains("rel=\"next\"") == true)
    let record = try await lead.get("/people/\(person)")
    #expect(record.json["email"]?.text == "new@example.org")
    #expect(record.json["actions"]?.items?.isEmpty == false)
    let grant = try #require(granted.json["id"]?.text)
    let ended = try await lead.post("/grants/\(grant)/end")
    #expect(ended.json["validUntil"]?.text == "2026-11-21T09:00:00Z")
    let wrong = try await lead.post(
      "/organisations/organisation-2/people", ["email": "x", "role": "lead", "admin": true])
    #expect(wrong.status == 422)
  }
}
