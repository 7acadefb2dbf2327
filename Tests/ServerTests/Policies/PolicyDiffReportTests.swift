import Cedar
import Portal
import Testing

@testable import Server

@Suite("What one folder of rules allows or refuses beyond another") struct PolicyDiffReportTests {
  private func lines(_ file: String, _ old: String, to new: String) throws -> [String] {
    let shipped = try PolicyFolder(PolicySample.shipped)
    return try PolicySample.changed(file, old, to: new) { changed in
      PolicyDiff(
        from: (shipped.policies, shipped.schema), to: (changed.policies, changed.schema),
        over: FiniteModel(portal: [changed, shipped])
      ).lines(in: .english)
    }
  }

  @Test("a wider rule is told by the role that gains")
  func widened() throws {
    let lines = try lines(
      "audit.cedar", "principal.role == Role::\"auditor\"",
      to: "(principal.role == Role::\"auditor\" || principal.role == Role::\"administrator\")")
    #expect(
      lines.dropFirst(2) == [
        "Newly allowed: 5", "  viewAudit: Member → Platform",
        "    principal.role = Role::\"administrator\" (1)",
        "  viewAuditEntry: Member → AuditEntry",
        "    principal.role = Role::\"administrator\" (3)", "  viewGrants: Member → Platform",
        "    principal.role = Role::\"administrator\" (1)", "", "Newly refused: 0",
      ])
  }

  @Test("a forbid that goes is told by whom it held back")
  func forbidRemoved() throws {
    let lines = try lines(
      "use-cases.cedar", "when { resource.editors.contains(principal.person) };",
      to: "when { false };")
    #expect(lines.contains("Newly refused: 0"))
    #expect(lines.contains("  returnUseCase: Member → UseCase"))
    #expect(
      lines.contains {
        $0.contains("principal.role = Role::\"curator\"") && $0.contains("resource.editors")
      })
  }

  @Test("a narrower rule is told apart")
  func narrowed() throws {
    let lines = try lines(
      "platform.cedar", "when { principal.kind == Kind::\"operator\" };",
      to: "when { principal.kind == Kind::\"operator\" && principal.role != Role::\"curator\" };")
    #expect(
      lines.dropFirst(2) == [
        "Newly allowed: 0", "", "Newly refused: 1", "  viewSite: Member → Site",
        "    principal.role = Role::\"curator\" (1)",
      ])
  }
}
