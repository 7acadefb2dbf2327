extension SolutionRelease {
  /// What of a request it cannot be run with, by field.
  func complaints(about draft: HostingRequestDraft) -> [Complaint] {
    var complaints = Complaints()
    complaints.add(self.complaints(about: draft.wanted))
    let highest = version.manifest.dataClass
    complaints.expect(
      draft.dataClass <= highest, "dataClass",
      Text(
        "« \(name) » convient au plus pour : \(highest.label.french).",
        "“\(name)” is made at most for: \(highest.label.english)."))
    complaints.expect(
      draft.useCase == solution.useCase, "useCase",
      Text("« \(name) » réalise un autre cas d’usage.", "“\(name)” carries out another use case."))
    return complaints.all
  }

  /// Which amounts are below what it needs.
  func complaints(about amounts: Resources) -> [Complaint] {
    let needs = version.manifest.needs
    return ResourceClass.allCases.filter { amounts[$0] < needs[$0] }.map { resourceClass in
      Complaint(
        resourceClass.rawValue,
        Text(
          "\(resourceClass.label.french) : « \(name) » en demande au moins \(needs[resourceClass]).",
          "\(resourceClass.label.english): “\(name)” needs at least \(needs[resourceClass])."))
    }
  }
}

extension HostingRequestDraft {
  public static let solutionField = "solution"

  /// What stands against running what the draft names, by field: asked whenever it is saved, submitted and approved.
  func solutionComplaints(in transaction: some Transaction) throws -> [Complaint] {
    // A successor carries on what its predecessor did.
    let basis = changes ?? succession?.predecessor
    let running = try basis.flatMap { try transaction.deployments.find($0)?.solution }
    guard let solution else {
      return running != nil
        ? [Complaint(Self.solutionField, Self.otherSolution)] : []
    }
    guard let release = try transaction.solutions.release(solution) else {
      return [
        Complaint(
          Self.solutionField,
          Text("Cette version n’existe pas.", "There is no such version."))
      ]
    }
    var complaints = Complaints()
    complaints.add(release.complaints(about: self))
    // What runs goes on, whatever became of it in the catalogue.
    if solution == running { return complaints.all }
    if let (_, text) = release.withdrawal {
      complaints.add([Complaint(Self.solutionField, text)])
    }
    if basis != nil {
      let present = try transaction.release(running)
      complaints.expect(
        present?.solution.id == release.solution.id, Self.solutionField, Self.otherSolution)
      complaints.expect(
        present?.version.manifest.version.precedes(release.version.manifest.version) ?? true,
        Self.solutionField,
        Text(
          "Une version plus récente que celle en place est attendue.",
          "A version newer than the one that runs is expected."))
    }
    return complaints.all
  }

  private static let otherSolution = Text(
    "Un déploiement garde sa solution : seule une nouvelle version peut la remplacer.",
    "A deployment keeps its solution: only a new version can replace it.")
}

extension Transaction {
  /// The version that a deployment could be brought to; `nil` when it runs the newest, or one that is no longer offered.
  func update(of deployment: Deployment) throws -> SolutionRelease? {
    guard let present = try release(deployment.solution), present.solution.withdrawal == nil,
      let latest = try release(present.solution.latest), latest.version.succeeds(present.version)
    else { return nil }
    return latest
  }
}
