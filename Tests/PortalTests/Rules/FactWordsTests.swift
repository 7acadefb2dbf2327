@testable import Cedar
import TestSupport
import Testing

@testable import Portal

/// What the rules look at has words: nobody is told `principal.kind == Kind::"operator"`.
@Suite("Facts in words") struct FactWordsTests {
  let book: RuleBook

  init() throws { book = try RuleBook(folder: TestPortal.root + "/policies") }

  /// Every place that some rule looks at.
  private var places: Set<FactPath> {
    Set(
      book.policies.policies.flatMap(Atom.atoms).flatMap(\.paths).filter { $0.variable != .action })
  }

  @Test("every place that a rule looks at has a name, whatever is needed there")
  func named() {
    #expect(places.count > 20)
    for place in places {
      for need: Fact.Need in [
        .present, .absent, .oneOf([.bool(true)]), .same(as: place), .different(from: place),
        .containing(.contains, .path(place)), .lacking(.contains, .path(place)),
        .within(.path(place)), .outside(.path(place)),
      ] {
        expectWords(Fact(path: place, present: nil, need: need))
      }
    }
  }

  @Test("every member of an enumerated type has words, as what is needed and as what is there")
  func choices() {
    let choices = book.schema.entityTypes.flatMap { type, declaration in
      (declaration.choices ?? []).map { Value.entity(EntityUID(type: type, id: $0.text)) }
    }
    #expect(choices.count > 30)
    for choice in choices {
      let place = FactPath(.principal, ["role"])
      expectWords(Fact(path: place, present: choice, need: .oneOf([choice])))
      let sentence = FactWords.sentence(Fact(path: place, present: choice, need: .absent))
      #expect(sentence.french.contains("actuellement"), "\(choice)")
      #expect(sentence.english.contains("now"), "\(choice)")
    }
  }

  @Test("every type of principal has words")
  func principals() {
    let types = Set(book.schema.actions.values.flatMap(\.principals))
    #expect(types.count == 5)
    for type in types {
      expectWords(Fact(path: FactPath(.principal), present: nil, need: .ofType(type)))
    }
  }

  @Test("sentences say what is needed, and what is there, in both languages")
  func sentences() {
    func sentence(_ path: FactPath, _ need: Fact.Need, present: Value? = nil) -> Text {
      FactWords.sentence(Fact(path: path, present: present, need: need))
    }
    let role = FactPath(.principal, ["role"])
    #expect(
      sentence(
        role, .oneOf([.member("Role", "lead"), .member("Role", "contributor")]),
        present: .member("Role", "dpo"))
        == Text(
          "rôle actif : responsable ou contributeur (actuellement : délégué à la protection des données)",
          "active role: lead or contributor (now: data-protection officer)"))
    #expect(
      sentence(FactPath(.context, ["exceeded"]), .oneOf([.bool(false)]), present: .bool(true))
        == Text(
          "quota ou capacité dépassés : non (actuellement : oui)",
          "quota or capacity exceeded: no (now: yes)"))
    #expect(
      sentence(FactPath(.resource, ["riskClass"]), .noneOf([.member("RiskClass", "inacceptable")]))
        .english.hasPrefix("risk class: other than "))
    // What people do not call by its value stays as the rules write it.
    let secret = Fact(
      path: role, present: nil, need: .oneOf([.entity(EntityUID(type: "Organisation", id: "1"))]))
    #expect(FactWords.sentence(secret) == Text(verbatim: "\(secret)"))
  }

  private func expectWords(_ fact: Fact) {
    let sentence = FactWords.sentence(fact)
    #expect(sentence != Text(verbatim: "\(fact)"), "no words for \(fact)")
    #expect(sentence.french != sentence.english, "\(fact)")
  }
}
