import JSON
import Portal
import TestSupport
import Testing

@Suite("Sheet fields")
struct SheetFieldTests {
  @Test("every library column of a sheet is named once, in the library's spelling")
  func columns() {
    let columns = SheetField.allCases.compactMap(\.interconnectesColumn)
    #expect(Set(columns).count == columns.count)
    #expect(columns.contains("herbergement"))
    #expect(columns.contains("proportionalite"))
  }

  @Test("groups hold every field once, in the order of the nomenclature")
  func groups() {
    #expect(SheetField.Group.allCases.flatMap(\.fields) == SheetField.allCases)
  }

  @Test("codes and labels of choices are unique within their field", arguments: SheetField.allCases)
  func choices(field: SheetField) {
    let offered: [SheetChoice]
    switch field.kind {
    case .choice(let choices), .choices(let choices, _): offered = choices
    default: return
    }
    #expect(Set(offered.map(\.code)).count == offered.count)
    #expect(Set(offered.map(\.label)).count == offered.count)
    #expect(offered.allSatisfy { !$0.code.isEmpty && $0.code.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test("what an organisation pays and with whom it contracts is its own")
  func ownFields() {
    #expect(
      SheetField.allCases.filter { $0.visibility == .own } == [
        .contractReference, .funding, .budget,
      ])
  }

  @Test("risk classes are those of the policies, not assessed first")
  func riskClasses() {
    #expect(SheetChoice.riskClasses.map(\.code) == RiskClass.allCases.map(\.rawValue))
    #expect(SheetChoice.riskClasses.first?.code == "nonEvalue")
  }

  @Test("the inverted scales of the library are labelled by sentences")
  func invertedScales() {
    #expect(SheetChoice.effectiveness.map(\.interconnectes) == ["faible", "moyen", "fort"])
    #expect(
      SheetChoice.effectiveness[0].label.french == "Le système répond bien aux objectifs attendus.")
    #expect(SheetChoice.explainability[2].label.french == "Non explicable au public.")
  }

  @Test(
    "good inputs are tidied and read",
    arguments: [
      (.title, ["  Délibia \t"], .text("Délibia")),
      (.description, ["un\r\ndeux\rtrois\n"], .text("un\ndeux\ntrois")),
      (.theme, ["mobility"], .choice("mobility")),
      (.audience, ["staff", "public", "staff", ""], .choices(["public", "staff"])),
      (.startMonth, ["2026-02"], .text("2026-02")),
      (.nextReviewDay, ["2028-02-29"], .text("2028-02-29")),
      (.decisionsPerYear, ["1200"], .number(1200)),
      (.personalData, ["true"], .flag(true)),
      (.personalData, ["false"], .flag(false)),
      (.contact, ["dpo@exemple.fr"], .text("dpo@exemple.fr")),
      (.serviceLink, ["https://exemple.fr/a?b=c"], .text("https://exemple.fr/a?b=c")),
      (.title, ["   "], nil),
      (.audience, [], nil),
    ] as [(SheetField, [String], SheetValue?)])
  func good(field: SheetField, inputs: [String], expected: SheetValue?) throws {
    #expect(try field.value(from: inputs) == expected)
  }

  @Test(
    "bad inputs are complained about, under the field's path and label",
    arguments: [
      (.title, [String(repeating: "x", count: 101)]),
      (.title, ["un\ndeux"]),
      (.title, ["sonn\u{7}erie"]),
      (.title, ["un", "deux"]),
      (.theme, ["Mobilités"]),
      (.subThemes, ["water", "waste", "health"]),
      (.audience, ["staff", "martians"]),
      (.startMonth, ["2026-13"]),
      (.startMonth, ["02/2026"]),
      (.nextReviewDay, ["2027-02-29"]),
      (.decisionsPerYear, ["-1"]),
      (.decisionsPerYear, ["99999999999999999999"]),
      (.logRetentionMonths, ["5"]),
      (.personalData, ["peut-être"]),
      (.contact, ["dpo"]),
      (.contact, ["a@b"]),
      (.contact, ["a b@exemple.fr"]),
      (.serviceLink, ["javascript:alert(1)"]),
      (.serviceLink, ["https://"]),
      (.serviceLink, ["//exemple.fr"]),
      (.serviceLink, ["https://exemple.fr/\u{a0}x"]),
    ] as [(SheetField, [String])])
  func bad(field: SheetField, inputs: [String]) {
    let complaint = #expect(throws: Complaint.self) { try field.value(from: inputs) }
    #expect(complaint?.field == "sheet/\(field.rawValue)")
    #expect(complaint?.text.french.hasPrefix("\(field.label.french) : ") == true)
    #expect(complaint?.text.english.hasPrefix("\(field.label.english): ") == true)
  }

  @Test(
    "JSON must be of the field's type",
    arguments: [
      (.title, 1), (.title, ["x"]), (.audience, "staff"), (.audience, [1]),
      (.decisionsPerYear, "12"), (.decisionsPerYear, 1.5), (.personalData, "true"),
      (.theme, true), (.nextReviewDay, 20_270_101),
    ] as [(SheetField, JSON)])
  func wrongType(field: SheetField, json: JSON) {
    #expect(throws: Complaint.self) { try field.value(from: json) }
  }

  @Test("a value's inputs read back to the value", arguments: SheetField.allCases)
  func roundTrip(field: SheetField) throws {
    let value = SampleSheet.complete[field] ?? SampleSheet.highRisk[field]
    guard let value else { return }
    #expect(try field.value(from: value.inputs) == value)
    #expect(try field.value(from: value.json) == value)
  }
}
