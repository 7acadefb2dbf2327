import Cedar
import Foundation
import Portal
import Testing

@Suite("The rules as shipped, and what is said of wrong ones") struct PolicyFolderTests {
  @Test("there is nothing to complain about")
  func shipped() throws {
    #expect(try PolicyFolder(PolicySample.shipped).complaints == [])
  }

  @Test("every question has the expected answer, and every rule its question")
  func questions() throws {
    let trial = try PolicyTrial(PolicyFolder(PolicySample.shipped))
    #expect(trial.failures.map { "\($0.name): \($0.found)" } == [])
    #expect(trial.untried == [])
    #expect(trial.count > 100)
  }

  @Test("the table of who may do what is as kept: read what changed, then replace it")
  func matrix() throws {
    let kept = try String(
      contentsOfFile: PolicySample.shipped + "/tests/matrix.md", encoding: .utf8)
    #expect(PolicyMatrix(try PolicyFolder(PolicySample.shipped)).markdown == kept)
  }

  @Test("a rule without its words, a rule named twice, an action that nobody may do")
  func complaints() throws {
    let complaints = try PolicySample.changed(
      "audit.cedar", "@reason_en(\"The auditor reads the log and the history of roles.\")\n", to: ""
    ) { $0.complaints }
    #expect(complaints.count == 1)
    #expect(complaints[0].hasSuffix("audit.cedar:28:1: The annotation `@reason_en` is missing."))

    let twice = try PolicySample.changed(
      "audit.cedar", "auditor-reads-log", to: "body-views-deployment"
    ) { $0.complaints }
    #expect(twice.count == 1)
    #expect(twice[0].contains("deployments.cedar:86:1: `@id(\"body-views-deployment\")` stands at"))

    let nobody = try PolicySample.changed(
      "hosting.cedar", "action == Action::\"decideTechnical\", resource is HostingRequest",
      to: "action == Action::\"decideTechnical\", resource is Site"
    ) { $0.complaints }
    #expect(nobody.contains { $0.hasSuffix(": No policy permits Action::\"decideTechnical\".") })
    #expect(nobody.contains { $0.contains("hosting.cedar:") })
  }

  @Test(
    "what is not strict-valid at level 2, or never decides, is told with file, line and column",
    arguments: [
      ("principal.wings > 2", "26:77: There is no attribute \"wings\" of `Member`."),
      ("principal.role == Role::\"pilot\"", "26:95: There is no entity Role::\"pilot\""),
      ("Organisation::\"a\".kind == principal.kind", "26:77: "),
      ("principal.role == Role::\"lead\" && false", "25:1: No request satisfies this policy."),
    ])
  func invalid(condition: String, complaint: String) throws {
    let complaints = try PolicySample.changed(
      "audit.cedar", "// ── What is granted",
      to: """
        @id("new") @reason("Nouveau.") @reason_en("New.")
        permit (principal is Member, action == Action::"viewAudit", resource) when {\(condition)};
        // ── What is granted
        """
    ) { $0.complaints }
    #expect(complaints.contains { $0.contains("audit.cedar:\(complaint)") }, "\(complaints)")
  }

  @Test("a template is none of the portal's rules")
  func template() throws {
    let complaints = try PolicySample.changed(
      "audit.cedar", "// The audit log.",
      to: "permit (principal == ?principal, action == Action::\"viewAudit\", resource);"
    ) { $0.complaints }
    #expect(complaints.contains { $0.hasSuffix("this one would never decide anything.") })
  }

  @Test("the files are laid out as the formatter lays them out")
  func layout() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: PolicySample.shipped)
      .filter { $0.hasSuffix(".cedar") }
    #expect(names.count >= 6)
    for name in names {
      let text = try String(contentsOfFile: "\(PolicySample.shipped)/\(name)", encoding: .utf8)
      #expect(try PolicyFormatter().format(text) == text, "\(name)")
    }
  }

  @Test("what cannot be read is told with its place")
  func unreadable() throws {
    #expect(throws: RuleBookError.self) {
      try PolicySample.changed("audit.cedar", "permit (", to: "allow (") { _ in }
    }
    #expect(throws: RuleBookError.self) { try PolicyFolder("/nowhere") }
  }

  @Test("a rule that changes fails its question; a rule of no question is named")
  func trial() throws {
    let changed = try PolicySample.changed(
      "hosting.cedar", "when { principal.person == resource.requester };",
      to: "when { principal.person != resource.requester };"
    ) { try PolicyTrial($0) }
    #expect(changed.failures.contains { $0.name == "who asked does not decide" })
    #expect(!changed.isPassed)

    let untried = try PolicySample.changed("audit.cedar", "auditor-reads-log", to: "renamed") {
      try PolicyTrial($0)
    }
    #expect(untried.untried == ["renamed"])
  }

  @Test("a case that cannot be read is told with its number")
  func cases() throws {
    for (old, new) in [
      ("\"viewGrants\"", "\"fly\""),
      ("\"auditor\"}, \"action\": \"viewGrants\"", "\"pilot\"}, \"action\": \"viewGrants\""),
      ("\"action\": \"viewGrants\"", "\"deed\": \"viewGrants\""),
    ] {
      do {
        _ = try PolicySample.changed("tests/audit.json", old, to: new) { try PolicyTrial($0) }
        Issue.record("read: \(new)")
      } catch let error as RuleBookError {
        #expect(error.description.contains("tests/audit.json: case 2: "), "\(error)")
      }
    }
  }
}
