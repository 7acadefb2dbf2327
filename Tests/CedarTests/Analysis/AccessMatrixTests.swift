import Cedar
import Testing

@Suite struct AccessMatrixTests {
  private static let role = FactPath(.principal, ["role"])

  @Test("each cell sums up all the questions that have its choices", arguments: [
    // By the other facts, and whatever they are.
    """
    permit (principal is Person, action == Action::"write", resource)
    when { principal.role == Role::"writer" && resource.team == principal.team };
    permit (principal is Person, action == Action::"write", resource)
    when { principal.role == Role::"boss" };
    """,
    // What is refused whatever else holds, and what only may be.
    """
    permit (principal is Person, action, resource);
    forbid (principal is Person, action, resource) unless { principal.role == Role::"boss" };
    forbid (principal is Person, action, resource)
    when { resource has editor && principal == resource.editor };
    """,
    // A rule that fails allows nothing.
    """
    permit (principal is Person, action, resource)
    when { principal.role == Role::"writer" || resource.editor == principal };
    """,
    // Groups and sets; a context.
    """
    permit (principal is Person, action == Action::"read", resource)
    when { resource.readers.contains(principal.team) || principal in resource.team };
    permit (principal, action == Action::"print", resource)
    when { context.inColour && principal.role != Role::"reader" };
    forbid (principal, action == Action::"print", resource) when { principal in resource.team };
    """,
    // Of who is who nothing is known before it is asked.
    """
    permit (principal is Person, action == Action::"write", resource)
    when { resource.author == principal && resource.author.role == Role::"boss" };
    """,
  ])
  func cells(_ policies: String) throws {
    let set = try PolicySet(parsing: policies)
    let model = FiniteModel(schemas: [try Office.schema()], policies: [set], including: [Self.role])
    for environment in model.environments where environment.key.principal == "Person" {
      compare(environment, set)
    }
  }

  @Test("it is not known beforehand whether somebody does something to themself")
  func sameEntity() throws {
    let schema = try Schema(
      parsing: """
        entity Role enum ["writer", "reader"];
        entity Person = { role: Role };
        action rename appliesTo { principal: Person, resource: Person };
        """)
    let set = try PolicySet(
      parsing: """
        permit (principal, action, resource) when { principal == resource };
        permit (principal, action, resource)
        when { principal.role == Role::"writer" && resource.role == Role::"reader" };
        """)
    for environment in FiniteModel(schemas: [schema], policies: [set]).environments {
      compare(environment, set)
    }
  }

  @Test("cells that nobody wants are left out")
  func wanted() throws {
    let set = try PolicySet(parsing: "permit (principal is Person, action, resource);")
    let model = FiniteModel(schemas: [try Office.schema()], policies: [set], including: [Self.role])
    let environment = try #require(model.environments.last { $0.key.principal == "Person" })
    let boss = Office.value("Role", "boss")
    let matrix = AccessMatrix(of: environment, by: [Self.role], policies: set) {
      $0.first??.value == boss
    }
    #expect(matrix.cells.map(\.access) == [.always])
  }

  /// Asks every question.
  private func compare(_ environment: FiniteModel.Environment, _ policies: PolicySet) {
    var answers: [[Choice?]: Set<Bool>] = [:]
    let position = environment.dimension(of: Self.role)
    for element in environment.questions {
      let choice = position.map { environment.dimensions[$0].choices[element.choices[$0]] }
      answers[[choice], default: []].insert(policies.allows(element.question))
    }
    let matrix = AccessMatrix(of: environment, by: [Self.role], policies: policies)
    #expect(matrix.cells.count == answers.count)
    for cell in matrix.cells {
      let expected: AccessMatrix.Access =
        switch answers[cell.choices] {
        case [true]: .always
        case [false]: .never
        default: .sometimes
        }
      #expect(cell.access == expected, "\(environment.key) \(cell.choices)")
    }
  }
}
