import HTTP
import JSON
import Portal
import Testing

@testable import PortalWeb

@Suite("Fields") struct FieldsTests {
  static let declared = [
    Field("title", Text("Titre", "Title"), .line(maximum: 10)),
    Field("note", Text("Note", "Note"), .text(maximum: 20), required: false),
    Field("vcpu", Text("vCPU", "vCPU"), .integer(0...64), required: false),
    Field("start", Text("Début", "Start"), .day, required: false),
    Field("agreed", Text("Accord", "Agreed"), .flag),
    Field(
      "kind", Text("Genre", "Kind"),
      .choice([.init(value: "one", label: Text("un", "one"))]), required: false),
    Field("email", Text("Adresse", "E-mail"), .email, required: false),
    Field(
      "sheet", Text("Fiche", "Sheet"), .values(Sheet.changeShape, maximum: 100), required: false),
  ]

  private func complaints(json text: String) -> [String] {
    do {
      _ = try Fields(json: try JSON(parsing: text), declared: Self.declared)
      return []
    } catch PortalError.invalid(let complaints) {
      return complaints.map(\.field)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("what is well formed is read, from a form and from JSON alike")
  func readsBoth() throws {
    let form = try FormData(
      parsing: Array("title=+Eau%0D%0A&vcpu=4&agreed=true&start=2026-12-01".utf8))
    let json = try JSON(
      parsing: #"{"title": " Eau ", "vcpu": 4, "agreed": true, "start": "2026-12-01"}"#)
    for fields in [
      try Fields(form: form, declared: Self.declared),
      try Fields(json: json, declared: Self.declared),
    ] {
      #expect(fields.text("title") == "Eau")
      #expect(fields.integer("vcpu") == 4)
      #expect(fields.flag("agreed"))
      #expect(fields.day("start") == Day("2026-12-01"))
      #expect(fields.optional("note") == nil)
    }
  }

  @Test(
    "every kind of wrong value is complained of at its field",
    arguments: [
      (#"{}"#, ["title"]),
      (#"{"title": "  "}"#, ["title"]),
      (#"{"title": null}"#, ["title"]),
      (#"{"title": "12345678901"}"#, ["title"]),
      (#"{"title": "a\nb"}"#, ["title"]),
      (#"{"title": "a\u0000b"}"#, ["title"]),
      (#"{"title": 3}"#, ["title"]),
      (#"{"title": ["a"]}"#, ["title"]),
      (#"{"title": "a", "vcpu": -1}"#, ["vcpu"]),
      (#"{"title": "a", "vcpu": 1.5}"#, ["vcpu"]),
      (#"{"title": "a", "vcpu": "4"}"#, ["vcpu"]),
      (#"{"title": "a", "vcpu": 99999999999999999999}"#, ["vcpu"]),
      (#"{"title": "a", "start": "2026-02-30"}"#, ["start"]),
      (#"{"title": "a", "agreed": "true"}"#, ["agreed"]),
      (#"{"title": "a", "kind": "two"}"#, ["kind"]),
      (#"{"title": "a", "email": "a@b"}"#, ["email"]),
      (#"{"title": "a", "email": "a b@c.fr"}"#, ["email"]),
      (#"{"title": "a", "unheard": 1}"#, ["unheard"]),
      (#"{"title": "a", "sheet": {"x": {"y": 1}}}"#, ["sheet"]),
      (#"{"title": "a", "sheet": 4}"#, ["sheet"]),
      (#"[]"#, [""]),
      (#"{"unheard": 1, "vcpu": "x", "start": "y"}"#, ["unheard", "vcpu", "title", "start"]),
      (
        #"{"vcpu": 65, "start": "x", "note": "123456789012345678901"}"#,
        ["title", "note", "vcpu", "start"]
      ),
    ])
  func complains(text: String, expected: [String]) {
    #expect(complaints(json: text) == expected)
  }

  @Test("the values of a sheet come by name from a form, as they are from JSON")
  func values() throws {
    let form = try FormData(
      parsing: Array(
        "title=a&sheet.theme=eau&sheet.audience=agent&sheet.audience=elu&sheet.title=".utf8))
    let fromForm = try Fields(form: form, declared: Self.declared).values("sheet")
    #expect(fromForm.map(\.key) == ["audience", "theme", "title"])
    #expect(fromForm.map(\.value) == [["agent", "elu"], ["eau"], []])
    let json = try JSON(
      parsing:
        #"{"title": "a", "sheet": {"theme": "eau", "audience": ["agent", "elu"], "n": 3, "gone": null}}"#
    )
    let fields = try Fields(json: json, declared: Self.declared)
    #expect(
      fields.object("sheet")?.map(\.value) == ["eau", ["agent", "elu"], .integer(3), .null])
    #expect(fields.values("sheet").isEmpty)
  }

  @Test("a form may leave anything empty, JSON only a text")
  func emptiness() throws {
    let form = try FormData(parsing: Array("title=a&start=&kind=&note=".utf8))
    #expect(try Fields(form: form, declared: Self.declared).day("start") == nil)
    #expect(
      complaints(json: #"{"title": "a", "start": "", "kind": "", "note": ""}"#)
        == ["start", "kind"])
  }
}
