import Cedar
import Testing

@Suite struct PolicyDiffTests {
  private func diff(
    from old: String, to new: String,
    isPossible: @escaping @Sendable (Question) -> Bool = { _ in true }
  ) throws -> PolicyDiff {
    let schema = try Office.schema()
    let (old, new) = (try PolicySet(parsing: old), try PolicySet(parsing: new))
    let model = FiniteModel(schemas: [schema], policies: [old, new], isPossible: isPossible)
    return PolicyDiff(from: (old, schema), to: (new, schema), over: model)
  }

  /// Each region as its environment and constraints.
  private func told(_ changes: [PolicyDiff.Change]) -> [String] {
    changes.flatMap { change in
      change.regions.map { region in
        let facts = region.constraints.map(\.description)
        return "\(change.environment): \(facts.joined(separator: ", ")) (\(region.count))"
      }
    }
  }

  private let base = """
    permit (principal is Person, action == Action::"write", resource)
    when { principal.role == Role::"writer" && resource.team == principal.team };
    """

  private let bosses = """
    permit (principal is Person, action == Action::"write", resource)
    when { principal.role == Role::"boss" };
    """

  @Test func theSameSetChangesNothing() throws {
    let diff = try diff(from: base, to: base)
    #expect(diff.widened.isEmpty)
    #expect(diff.narrowed.isEmpty)
    #expect(diff.asked == 0)
  }

  @Test func widenedAndNarrowedAreToldApartInTheFewestFacts() throws {
    let diff = try diff(
      from: base,
      to: """
        permit (principal is Person, action == Action::"write", resource)
        when { principal.role == Role::"writer" && resource.isOpen };
        """)
    #expect(
      told(diff.widened) == [
        #"Action::"write" (Person on Paper): principal.role = Role::"writer", "#
          + "resource.team = another, resource.isOpen = true (1)"
      ])
    #expect(
      told(diff.narrowed) == [
        #"Action::"write" (Person on Paper): principal.role = Role::"writer", "#
          + "resource.team = principal.team, resource.isOpen = false (1)"
      ])
    let example = try #require(diff.widened.first?.regions.first?.example)
    #expect(example[FactPath(.resource, ["isOpen"])] == true)
    #expect(diff.widened.map(\.count) == [1])
  }

  @Test func whatDoesNotMatterIsNotTold() throws {
    let diff = try diff(
      from: base,
      to: base + bosses
    )
    #expect(
      told(diff.widened) == [
        #"Action::"write" (Person on Paper): principal.role = Role::"boss" (2)"#
      ])
  }

  @Test func whatCannotBeIsNotTold() throws {
    // Bosses have no papers of other teams, so that the team need not be told.
    let diff = try diff(
      from: base,
      to: base + """
        permit (principal is Person, action == Action::"write", resource)
        when { principal.role == Role::"boss" && resource.team == principal.team };
        """
    ) { question in
      question[FactPath(.principal, ["role"])] != Office.value("Role", "boss")
        || question[FactPath(.resource, ["team"])] == question[FactPath(.principal, ["team"])]
    }
    #expect(
      told(diff.widened) == [
        #"Action::"write" (Person on Paper): principal.role = Role::"boss" (1)"#
      ])
  }

  @Test func choicesThatCannotBeAreNotTold() throws {
    // No writer has an open paper: what is told of bosses must not seem to hold for writers.
    let diff = try diff(
      from: base,
      to: base + """
        permit (principal is Person, action == Action::"write", resource)
        when { principal.role == Role::"boss" && resource.isOpen };
        """
    ) { question in
      question[FactPath(.principal, ["role"])] != Office.value("Role", "writer")
        || question[FactPath(.resource, ["isOpen"])] != true
    }
    #expect(
      told(diff.widened) == [
        #"Action::"write" (Person on Paper): principal.role = Role::"boss", "#
          + "resource.isOpen = true (2)"
      ])
  }

  @Test func aPolicyInErrorAllowsNothing() throws {
    let diff = try diff(
      from: base,
      to: base + "forbid (principal, action, resource) when { context.missing };")
    #expect(!diff.narrowed.isEmpty)
  }
}
