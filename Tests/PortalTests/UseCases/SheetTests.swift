import JSON
import Portal
import TestSupport
import Testing

@Suite("Sheets")
struct SheetTests {
  @Test("a sheet survives JSON both ways")
  func roundTrip() throws {
    let change = try SheetChange(json: SampleSheet.complete.json)
    #expect(Sheet().applying(change) == SampleSheet.complete)
    #expect(SampleSheet.complete.json.members?.first?.key == "title")
  }

  @Test("reading gathers every complaint, unknown fields included")
  func complaints() {
    let error = #expect(throws: PortalError.self) {
      try SheetChange(json: ["title": 1, "colour": "red", "theme": "x", "summary": "bon"])
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["sheet/title", "sheet/colour", "sheet/theme"])
  }

  @Test("a form empties the fields it offers and does not send")
  func form() throws {
    let change = try SheetChange(
      form: { $0 == .title ? ["Autre nom"] : [] }, fields: [.title, .audience])
    let sheet = SampleSheet.complete.applying(change)
    #expect(sheet.title == "Autre nom")
    #expect(sheet[.audience] == nil)
    #expect(sheet[.summary] == SampleSheet.complete[.summary])
  }

  @Test("null empties a field")
  func emptied() throws {
    let sheet = SampleSheet.complete.applying(try SheetChange(json: ["budget": nil]))
    #expect(SampleSheet.complete.differences(from: sheet) == [.budget])
  }

  @Test("nobody assessed is not minimal")
  func riskClass() {
    #expect(Sheet().riskClass == .nonEvalue)
    #expect(SampleSheet.complete.riskClass == .limite)
  }

  @Test("only the fields asked for are shown")
  func showing() {
    let shown = SampleSheet.complete.showing([.public])
    #expect(shown[.title] != nil)
    #expect(shown[.contact] == nil)
    #expect(shown[.budget] == nil)
    #expect(SampleSheet.complete.showing([.public, .shared])[.contact] != nil)
    #expect(SampleSheet.complete.showing([.public, .shared])[.budget] == nil)
  }

  @Test("a complete sheet has no gap; taking any necessary field away makes one")
  func gaps() {
    #expect(SampleSheet.complete.gaps().isEmpty)
    for field in SheetField.allCases where field.requirement == .always {
      var sheet = SampleSheet.complete
      sheet[field] = nil
      #expect(sheet.gaps().map(\.field).contains(field.path), "\(field)")
    }
  }

  @Test("what a sheet says makes further fields necessary")
  func circumstances() {
    let gaps = Set(SampleSheet.highRisk.gaps().map(\.field))
    let expected: [SheetField] = [
      .sensitiveData, .vulnerablePersons, .aipdState, .decisionProcess, .automationLevel,
      .decisionScope, .legalBases, .rulesLink, .recourseContact, .humanOversight, .objection,
      .annexThreeArea, .providerName, .friaState, .logRetentionMonths, .environmentalMethod,
    ]
    #expect(gaps == Set(expected.map(\.path)))
  }

  @Test("a governance object needs no algorithm")
  func governance() {
    var sheet = SampleSheet.complete
    sheet[.subject] = .choice("governance")
    for field in [SheetField.algorithmFamily, .algorithmDescription, .dataSources] {
      sheet[field] = nil
    }
    #expect(sheet.gaps().isEmpty)
  }

  @Test("the mention of an individual decision is made from the sheet, or not at all")
  func mention() {
    #expect(SampleSheet.complete.decisionMention(by: "Ville d’Exemple") == nil)
    var sheet = SampleSheet.highRisk
    #expect(sheet.decisionMention(by: "Ville d’Exemple") == nil)
    sheet[.rulesLink] = .text("https://exemple.fr/regles")
    sheet[.recourseContact] = .text("recours@exemple.fr")
    let mention = sheet.decisionMention(by: "Ville d’Exemple") ?? ""
    #expect(mention.contains("« Aide à la rédaction des comptes rendus de séance. »"))
    #expect(mention.contains("ici : https://exemple.fr/regles."))
    #expect(mention.contains("auprès de Ville d’Exemple, recours@exemple.fr."))
  }

  @Test("contradictions are found together")
  func contradictions() {
    let sheet = Sheet([
      .startMonth: .text("2026-05"), .endMonth: .text("2026-04"),
      .transparencyDuties: .choices(["none", "deepfake"]),
    ])
    #expect(
      sheet.contradictions().map(\.field)
        == ["sheet/title", "sheet/endMonth", "sheet/transparencyDuties"])
  }

  @Test("two changes of different fields merge without conflict")
  func merge() {
    var theirs = SampleSheet.complete
    theirs[.summary] = .text("Leur résumé")
    var yours = SampleSheet.complete
    yours[.title] = .text("Votre nom")
    yours[.budget] = nil
    let merge = SheetMerge(base: SampleSheet.complete, theirs: theirs, yours: yours)
    #expect(merge.merged.title == "Votre nom")
    #expect(merge.merged.text(.summary) == "Leur résumé")
    #expect(merge.merged[.budget] == nil)
    #expect(merge.differences.map(\.field) == ["sheet/title", "sheet/summary", "sheet/budget"])
    #expect(merge.differences.allSatisfy { !$0.isConflict })
  }

  @Test("two changes of one field conflict, unless they are the same")
  func conflict() {
    var theirs = SampleSheet.complete
    theirs[.title] = .text("Leur nom")
    theirs[.theme] = .choice("mobility")
    var yours = SampleSheet.complete
    yours[.title] = .text("Votre nom")
    yours[.theme] = .choice("mobility")
    let merge = SheetMerge(base: SampleSheet.complete, theirs: theirs, yours: yours)
    #expect(merge.merged.title == "Votre nom")
    #expect(merge.differences.map(\.isConflict) == [true, false])
    #expect(merge.differences[0].base == "Comptes rendus assistés")
    #expect(merge.differences[0].theirs == "Leur nom")
    #expect(merge.differences[0].yours == "Votre nom")
  }
}
