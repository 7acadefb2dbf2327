import Crypto
import JSON

/// A solution to be offered, as typed.
public struct NewSolution: Hashable, Sendable {
  public var useCase: UseCase.ID
  public var name: String
  public var summary: String

  public init(useCase: UseCase.ID, name: String, summary: String) {
    self.useCase = useCase
    self.name = name
    self.summary = summary
  }
}

extension Portal {
  /// Registers the public key that an organisation signs its manifests with from now on; what was signed before by another
  /// stays good. `text` is PEM (RFC 8410) or base 64.
  public func registerSigningKey(
    _ text: String, of slug: String, as actor: Actor
  ) async throws -> SigningKey {
    let key = try SigningKey.read(text)
    return try await work(as: actor) { work in
      let organisation = try work.organisation(slug: slug)
      let permit = try work.permit(
        .registerSigningKey, on: organisation,
        detail: [("key", .string(Base64URL.encode(key.raw)))])
      guard try !work.signingKeys.isKnown(key) else {
        throw PortalError.invalid(
          SigningKey.field,
          Text(
            "Cette clé a déjà été enregistrée : il en faut une nouvelle.",
            "This key has been registered before: a new one is needed."))
      }
      let (member, _) = try work.actingMember()
      let registered = SigningKey(
        organisation: organisation.id, key: key, registeredAt: work.now)
      try work.signingKeys.insert(registered, by: member.person, of: organisation, permit)
      return registered
    }
  }

  /// Gives a solution its place in the catalogue; its versions follow.
  public func publishSolution(_ new: NewSolution, as actor: Actor) async throws -> Solution {
    try await work(as: actor) { work in
      let (_, publisher) = try work.actingMember()
      let id: Solution.ID = work.newID()
      let permit = try work.permit(
        .publishSolution, on: publisher, detail: [("solution", .string(id.text))])
      let checked = try new.checked(for: publisher.id, in: work)
      let solution = Solution(
        id: id, slug: try work.freeSlug(for: checked, id: id), publisher: publisher.id,
        useCase: checked.useCase, name: checked.name, summary: checked.summary,
        createdAt: work.now, latest: nil, withdrawal: nil, version: 1)
      try work.solutions.insert(
        solution, words: "\(checked.name) \(checked.summary) \(publisher.name)".folded,
        of: publisher, permit)
      return solution
    }
  }

  /// Publishes a version by its manifest and the publisher's signature (base 64) over it.
  public func publishSolutionVersion(
    of slug: String, manifest text: String, signature: String, as actor: Actor
  ) async throws -> SolutionRelease {
    let manifest = try SolutionManifest(text)
    return try await work(as: actor) { work in
      var solution = try work.visibleSolution(slug)
      let permit = try work.permit(
        .publishSolutionVersion, on: solution,
        context: .publication(shipped: manifest.artifact.kind == .shipped),
        detail: [
          ("version", .string(manifest.version.description)),
          ("manifest", .string(manifest.digest)),
        ])
      let known = try work.solutions.versions(of: solution.id)
      let (member, _) = try work.actingMember()
      let version = SolutionVersion(
        id: work.newID(), solution: solution.id, manifest: manifest,
        signature: Base64URL.decodeLeniently(signature) ?? [],
        key: try work.newestKey(of: solution.publisher), publishedAt: work.now, withdrawal: nil)
      try version.check(for: solution, beside: known)
      try work.solutions.insert(version, by: member.person, of: solution, permit)
      solution.latest = SolutionVersion.latest(of: known + [version])?.id
      try work.solutions.save(&solution, permit)
      return SolutionRelease(solution: solution, version: version)
    }
  }

  /// Takes a solution back, or one of its versions only: nobody starts from it any more, what runs goes on.
  public func withdrawSolution(
    _ slug: String, only withdrawn: SolutionVersion.ID? = nil, reason: String, version: Int,
    as actor: Actor
  ) async throws -> Solution {
    let reason = try Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500)
      .accept(reason)
    return try await work(as: actor) { work in
      var solution = try work.visibleSolution(slug)
      let one = try withdrawn.map { try work.version($0, of: solution) }
      let permit = try work.permit(
        .withdrawSolution, on: solution,
        detail: [
          ("version", one.map { .string($0.manifest.version.description) } ?? .null),
          ("reason", .string(reason)),
        ])
      guard version == solution.version else {
        throw PortalError.stale(Staleness(currentVersion: solution.version, differences: []))
      }
      let withdrawal = Solution.Withdrawal(at: work.now, reason: reason)
      if let one {
        guard one.withdrawal == nil else {
          throw work.gate.obstruction(
            .withdrawSolution, on: solution, SolutionVersion.isWithdrawn)
        }
        try work.solutions.withdraw(one, withdrawal, of: solution, permit)
        let versions = try work.solutions.versions(of: solution.id)
        solution.latest = SolutionVersion.latest(of: versions)?.id
      } else {
        solution.withdrawal = withdrawal
      }
      try work.solutions.save(&solution, permit)
      return solution
    }
  }
}

extension NewSolution {
  fileprivate func checked(
    for publisher: Organisation.ID, in transaction: some Transaction
  ) throws -> NewSolution {
    var (complaints, checked) = (Complaints(), self)
    checked.name = complaints.read(
      name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 120, lines: .one))
    checked.summary = complaints.read(
      summary,
      as: Prose(field: "summary", label: Text("Résumé", "Summary"), maximum: 500, lines: .one))
    complaints.expect(
      try transaction.solutions.mayCarryOut(useCase, by: publisher), "useCase",
      Text(
        "Le cas d’usage doit être publié, ou co-construit par votre organisation.",
        "The use case has to be published, or co-built by your organisation."))
    try complaints.throwIfAny()
    return checked
  }
}

extension SolutionVersion {
  /// Throws `invalid` with everything that stands against publishing it.
  fileprivate func check(for solution: Solution, beside known: [SolutionVersion]) throws {
    var complaints = Complaints()
    complaints.expect(
      manifest.solution == solution.slug, "\(ManifestReader.field)/solution",
      Text(
        "solution : « \(solution.slug) » est attendu, le nom court de cette solution.",
        "solution: “\(solution.slug)” is expected, the short name of this solution."))
    complaints.expect(
      !known.contains { $0.manifest.version.equals(manifest.version) },
      "\(ManifestReader.field)/version",
      Text(
        "version : \(manifest.version) est déjà publiée, et ne change plus.",
        "version: \(manifest.version) is published already, and does not change."))
    complaints.expect(
      known.count < Self.most, "\(ManifestReader.field)/version",
      Text(
        "version : une solution a \(Self.most) versions au plus.",
        "version: a solution has at most \(Self.most) versions."))
    complaints.expect(
      try manifest.isSigned(with: signature, by: key.key), "signature",
      Text(
        "Cette signature n’est pas celle de ce manifeste par la clé \(key.fingerprint.prefix(16))…, la dernière enregistrée.",
        "This is not the signature of this manifest by the key \(key.fingerprint.prefix(16))…, the last registered."
      ))
    try complaints.throwIfAny()
  }
}

extension Work {
  fileprivate func newestKey(of publisher: Organisation.ID) throws -> SigningKey {
    guard let key = try signingKeys.keys(of: publisher).first else {
      throw PortalError.invalid(
        "signature",
        Text(
          "Enregistrez d’abord la clé publique avec laquelle votre organisation signe.",
          "Register first the public key that your organisation signs with."))
    }
    return key
  }

  fileprivate func version(
    _ id: SolutionVersion.ID, of solution: Solution
  ) throws -> SolutionVersion {
    guard let version = try solutions.versions([id]).first, version.solution == solution.id else {
      throw PortalError.notFound
    }
    return version
  }

  fileprivate func freeSlug(for new: NewSolution, id: Solution.ID) throws -> String {
    let slug = Slug.make(from: new.name, fallback: "solution")
    return try solutions.isTaken(slug: slug) ? "\(slug)-\(id.text.suffix(8))" : slug
  }
}
