import Cedar
import Testing

@Suite struct TemplateValidationTests {
  @Test func templatesAreTypedLikeTheirLinks() throws {
    #expect(
      try complaints(
        about: """
          permit (principal == ?principal, action, resource in ?resource)
          when { principal.name == resource.owner };
          permit (principal is Robot in ?principal, action, resource)
          when { principal.age > 1 };
          permit (principal is User in ?principal, action == Action::"promote", resource == ?resource)
          when { principal.age > 1 };
          """
      ) == [
        "2:8: policy0: The operands of `==` must be of one type; here are `String`, `User`.",
        "2:26: policy0: There is no attribute \"owner\" of `Album`.",
        "2:26: policy0: There is no attribute \"owner\" of `User`.",
        "4:8: policy1: Expected `Long`, found `String`.",
        "6:8: policy2: The attribute \"age\" of `User` may be absent; test it with `has` before.",
      ])
  }

  @Test func someActionMustApplyToTemplatesToo() throws {
    #expect(
      try complaints(
        about: "permit (principal is Album in ?principal, action, resource == ?resource);"
      ) == [
        "1:1: policy0: No action applies to a principal and a resource as the head demands them."
      ])
  }

  @Test func linksAreHeldAgainstTheSchema() throws {
    let set = try PolicySet(
      parsing: "permit (principal == ?principal, action == Action::\"promote\", resource);")
    let template = try #require(set.templates.first)
    let values = [("good", "User"), ("strange", "Nobody"), ("idle", "Robot")]
    let links = try values.map { id, type in
      try template.link(as: id, [.principal: EntityUID(type: EntityType(type), id: "a")])
    }
    let result = try validator().validate(PolicySet(links, templates: set.templates))
    #expect(
      result.errors.map(\.description) == [
        "1:1: strange: There is no entity type `Nobody`.",
        "1:1: strange: No action applies to a principal and a resource as the head demands them.",
        "1:1: idle: No action applies to a principal and a resource as the head demands them.",
      ])
    #expect(result.warnings == [])
  }
}
