import Portal
import TestSupport
import Testing

@Suite("What the rules can say to a role") struct RoleRulesTests {
  let book: RuleBook

  init() throws { book = try RuleBook(folder: TestPortal.root + "/policies") }

  @Test("every standing has a key of its own, and every role stands where it can be given")
  func keys() {
    for standing in Standing.allCases { #expect(Standing(key: standing.key) == standing) }
    #expect(Set(Standing.allCases.map(\.key)).count == 13)
    for key in ["", "partner", "partner.dpo", "operator.lead", "Visitor", "partner.lead "] {
      #expect(Standing(key: key) == nil, "\(key)")
    }
  }

  @Test("a visitor reads what is published, and cannot ask for what members do")
  func visitor() {
    let rules = book.rules(for: .visitor)
    #expect(
      rules.filter { !$0.granting.isEmpty }.map(\.action) 
        == [.viewOrganisation, .viewUseCase, .viewSolution])
    #expect(rules.first { $0.action == .viewUseCase }?.granting.map(\.id) == ["library-is-public"])
    #expect(!rules.contains { $0.action == .publishUseCase })
  }

  @Test("nothing grants a partner's lead a hosting request; the rule that forbids it is named")
  func partnerLead() throws {
    let drafting = try rules(of: .draftHostingRequest, for: .member(.partner, .lead))
    #expect(drafting.forbidding.map(\.id).contains("only-public-bodies-ask"))
    let deciding = try rules(of: .publishUseCase, for: .member(.partner, .lead))
    #expect(deciding.granting.isEmpty)
  }

  @Test("a body's lead drafts, and no rule on kinds or roles stands against it")
  func bodyLead() throws {
    let drafting = try rules(of: .draftHostingRequest, for: .member(.publicBody, .lead))
    #expect(drafting.granting.map(\.id) == ["body-drafts-request"])
    #expect(
      drafting.forbidding.map(\.id) == [
        "public-status-required-to-draft", "request-is-drafted-at-home",
      ])
    let dpo = try rules(of: .draftHostingRequest, for: .member(.publicBody, .dpo))
    #expect(dpo.granting.isEmpty)
  }

  @Test("a deed on several types of things is told once, each rule once")
  func eachOnce() {
    for standing in Standing.allCases {
      let rules = book.rules(for: standing)
      #expect(Set(rules.map(\.action)).count == rules.count, "\(standing.key)")
      for line in rules {
        #expect(Set(line.granting).count == line.granting.count)
        #expect(Set(line.forbidding).count == line.forbidding.count)
      }
    }
  }

  @Test("what the rules can grant somebody is told of their standing")
  func holdersAreTold() async throws {
    let test = try await TestPortal()
    let useCase = Thing(try await test.useCase(in: .inReview))
    for action in [Action.publishUseCase, .discuss, .editSheet, .viewOwnFields] {
      let holders = try await test.portal.holders(of: action, on: useCase, as: test.cast.auditor)
      #expect(!holders.holders.isEmpty)
      for holder in holders.holders {
        let told = try rules(
          of: action, for: .member(holder.grant.kind, holder.grant.membership.role))
        #expect(Set(holder.rules).isSubset(of: told.granting), "\(action)")
      }
    }
  }

  private func rules(of action: Action, for standing: Standing) throws -> ActionRules {
    try #require(book.rules(for: standing).first { $0.action == action })
  }
}
