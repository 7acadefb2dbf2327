import Cedar
import Testing

@Suite struct TemplateTests {
  let text = """
    permit (principal == ?principal, action, resource is Photo in ?resource)
    when { resource.isPublic };
    forbid (principal == User::"bob", action, resource);
    """

  @Test func aTextHoldsPoliciesAndTemplates() throws {
    let set = try PolicySet(parsing: text)
    #expect(set.templates.map(\.id) == ["policy0"])
    #expect(set.policies.map(\.id) == ["policy1"])
    let template = set.templates[0]
    #expect(template.slots == [.principal, .resource])
    #expect(template.principal == .equals(.slot))
    #expect(template.resource == .ofTypeWithin("Photo", .slot))
    #expect(Policy(template) == nil)
    let offset = template.conditions[0].expression.offset
    #expect(template.position(at: offset).description == "2:8")
  }

  @Test func aLinkedPolicyDecidesWithTheValuesOfItsLink() throws {
    let set = try PolicySet(parsing: text).linking(
      "alice's", Policy.Link(template: "policy0", values: [.principal: alice, .resource: album]))
    let policy = try #require(set.policies.last)
    #expect(policy.principal == .equals(alice))
    #expect(policy.resource == .ofTypeWithin("Photo", album))
    #expect(policy.link?.template == "policy0")
    #expect(policy.position.description == "1:1")
    let entities = try Entities([
      Entity(uid: photo, attributes: ["isPublic": true], parents: [album])
    ])
    func response(_ principal: EntityUID) -> Response {
      set.authorize(
        Request(principal: principal, action: action("view"), resource: photo), entities: entities)
    }
    #expect(response(alice).decision == .allow)
    #expect(response(alice).determining.map(\.id) == ["alice's"])
    #expect(response(bob).decision == .deny)
    #expect(response(EntityUID(type: "User", id: "carol")).determining.isEmpty)
  }

  @Test func theIndexKnowsALinkedPolicy() throws {
    let actions = try Entities([Entity(uid: action("view"))])
    let set = try PolicySet(parsing: "permit (principal == ?principal, action, resource);")
      .indexed(by: actions)
      .linking("l", Policy.Link(template: "policy0", values: [.principal: alice]))
    #expect(set.policies(for: action("view")).map(\.id) == ["l"])
    let request = Request(principal: alice, action: action("view"), resource: photo)
    #expect(set.authorize(request, entities: .none).decision == .allow)
  }

  @Test(
    arguments: [
      (
        "l", "policy0", [.principal: alice],
        #"The template "policy0" needs a value for `?resource`."#
      ),
      ("l", "policy2", [:], #"There is no template "policy2"."#),
      ("l", "policy1", [:], #"There is no template "policy1"."#),
      (
        "policy1", "policy0", [.principal: alice, .resource: album],
        #"The id "policy1" names more than one policy or template."#
      ),
      (
        "policy0", "policy0", [.principal: alice, .resource: album],
        #"The id "policy0" names more than one policy or template."#
      ),
    ] as [(String, String, [Slot: EntityUID], String)])
  func aLinkThatDoesNotFitIsRefused(
    id: String, template: String, values: [Slot: EntityUID], message: String
  ) throws {
    let set = try PolicySet(parsing: text)
    let error = #expect(throws: PolicySetError.self) {
      try set.linking(id, Policy.Link(template: template, values: values))
    }
    #expect(error?.description == message)
  }

  @Test func noValueIsGivenInVain() throws {
    let template = Template(id: "t", effect: .permit, principal: .within(.slot))
    #expect(throws: PolicySetError.unusedValue(.resource, template: "t")) {
      try template.link(as: "l", [.principal: alice, .resource: album])
    }
  }

  @Test func setsArePutTogetherOfParts() throws {
    let template = Template(id: "t", effect: .permit, principal: .within(.slot))
    let policy = try #require(Policy(Template(id: "p", effect: .forbid)))
    let linked = try template.link(as: "l", [.principal: alice])
    let set = try PolicySet([policy, linked], templates: [template])
    #expect(set.policies == [policy, linked])
    #expect(throws: PolicySetError.noSuchTemplate("t")) { try PolicySet([linked]) }
    #expect(throws: PolicySetError.duplicateID("p")) { try PolicySet([policy, policy]) }
    let other = Template(id: "t", effect: .forbid, principal: .within(.slot))
    #expect(throws: PolicySetError.noSuchTemplate("t")) {
      try PolicySet([linked], templates: [other])
    }
    #expect(throws: PolicySetError.noSlot("p")) {
      try PolicySet([], templates: [Template(id: "p", effect: .permit)])
    }
  }

  @Test func idsAreTheirBytes() throws {
    let policies = try ["caf\u{e9}", "cafe\u{301}"].map {
      try #require(Policy(Template(id: $0, effect: .permit)))
    }
    #expect(try PolicySet(policies).policies.count == 2)
    #expect(policies[0] != policies[1])
  }
}
