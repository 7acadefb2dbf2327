import Cedar
import Testing

@Suite struct AccessMatrixTests {
  @Test func aMatrixCountsOverAllTheRest() throws {
    let set = try PolicySet(
      parsing: """
        permit (principal is Person, action == Action::"write", resource)
        when { principal.role == Role::"writer" && resource.team == principal.team };
        permit (principal is Person, action == Action::"write", resource)
        when { principal.role == Role::"boss" };
        """)
    let schema = try Office.schema()
    let model = FiniteModel(schemas: [schema], policies: [set])
    let environment = try #require(
      model.environments.last { $0.key.action.id == "write" && $0.key.principal == "Person" })
    let matrix = AccessMatrix(of: environment, by: [FactPath(.principal, ["role"])]) {
      set.allows($0)
    }
    #expect(
      matrix.cells.map { "\($0.choices[0]?.description ?? "") \($0.access) \($0.asked)" } == [
        #"Role::"writer" sometimes 2"#, #"Role::"reader" never 2"#, #"Role::"boss" always 2"#,
      ])
  }
}
