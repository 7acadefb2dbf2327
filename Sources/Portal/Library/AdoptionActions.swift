import JSON

extension Portal {
  /// States that the actor's organisation uses a published use case or is about to. Throws `wrongState` when it has said
  /// so before: then the statement is changed, not made anew.
  public func declareAdoption(
    of id: UseCase.ID, _ statement: Adoption.Statement, as actor: Actor
  ) async throws -> Adoption.ID {
    let statement = try statement.checked()
    return try await work(as: actor) { work in
      let useCase = try work.visibleUseCase(id)
      let adoption: Adoption.ID = work.newID()
      let permit = try work.permit(
        .declareAdoption, on: useCase,
        detail: [
          ("adoption", .string(adoption.text)), ("status", .string(statement.status.rawValue)),
        ])
      // The rules grant the deed to members only.
      guard let member = actor.member else { throw PortalError.signInRequired }
      guard try work.adoptions.find(of: id, by: member.organisation) == nil else {
        throw PortalError.wrongState(.declareAdoption, Adoption.isDeclared)
      }
      try work.adoptions.insert(
        Adoption(
          id: adoption, useCase: id, organisation: member.organisation, statement: statement,
          declaredAt: work.now, changedAt: work.now, version: 1),
        by: member.person, of: useCase, permit)
      try work.library.countAdoptions(of: id, permit)
      return adoption
    }
  }

  /// Changes what a body says of its use. Throws `stale` when it was changed since the given version.
  public func changeAdoption(
    _ id: Adoption.ID, _ statement: Adoption.Statement, version: Int, as actor: Actor
  ) async throws {
    let statement = try statement.checked()
    try await work(as: actor) { work in
      guard var adoption = try work.adoptions.find(id) else { throw PortalError.notFound }
      _ = try work.visibleUseCase(adoption.useCase)
      let permit = try work.permit(
        .changeAdoption, on: adoption, detail: [("status", .string(statement.status.rawValue))])
      guard version == adoption.version else {
        throw PortalError.stale(
          Staleness(
            currentVersion: adoption.version,
            differences: statement.differences(from: adoption.statement)))
      }
      adoption.statement = statement
      adoption.changedAt = work.now
      try work.adoptions.save(&adoption, permit)
      try work.library.countAdoptions(of: adoption.useCase, permit)
    }
  }
}

extension Adoption {
  static let isDeclared = Text(
    "Votre organisme a déjà déclaré cette adoption : mettez-la à jour.",
    "Your body has declared this adoption already: update it.")
}

extension Adoption.Statement {
  /// The statement tidied. Throws `invalid` with every complaint.
  fileprivate func checked() throws(PortalError) -> Adoption.Statement {
    var complaints: [Complaint] = []
    var checked = self
    do { checked.results = try Prose.results.read(results) } catch { complaints.append(error) }
    do { checked.referent = try Prose.referent.read(referent) } catch { complaints.append(error) }
    guard complaints.isEmpty else { throw .invalid(complaints) }
    return checked
  }

  /// Where it differs from what stands there now; the earlier version is not kept, so every difference is a conflict.
  fileprivate func differences(from current: Adoption.Statement) -> [Staleness.Difference] {
    let fields = [
      ("status", Text("État", "Status"), current.status.rawValue, status.rawValue),
      ("results", Prose.results.label, current.results, results),
      ("referent", Prose.referent.label, current.referent, referent),
    ]
    return fields.filter { $0.2 != $0.3 }.map { field, label, theirs, yours in
      Staleness.Difference(
        field: field, label: label, base: "", theirs: theirs, yours: yours, isConflict: true)
    }
  }
}

extension Prose {
  fileprivate static let results = Prose(
    field: "results", label: Text("Résultats", "Results"), maximum: 2500, isRequired: false)
  fileprivate static let referent = Prose(
    field: "referent", label: Text("Référent (fonction)", "Referent (function)"), maximum: 200,
    lines: .one, isRequired: false)
}
