import Portal

extension Command {
  static let claimSchema = Command(
    name: "agent claim-schema",
    summary: Text(
      "montre la définition Kubernetes des demandes", "shows the Kubernetes definition of claims"),
    options: [EngineChoice.group]
  ) { invocation, console in
    console.print(Claim.definition(group: try EngineChoice.group(invocation)))
  }
}
