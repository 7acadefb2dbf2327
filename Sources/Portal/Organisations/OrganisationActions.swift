import JSON

/// An organisation to be added, as typed.
public struct NewOrganisation: Hashable, Sendable {
  public var kind: Organisation.Kind
  public var name: String
  /// A SIREN, or the SIRET of an establishment; empty where neither is known.
  public var number: String
  /// INSEE code of 4 digits; empty where it is not known.
  public var legalCategory: String
  public var isSample: Bool

  public init(
    kind: Organisation.Kind, name: String, number: String = "", legalCategory: String = "",
    isSample: Bool = false
  ) {
    self.kind = kind
    self.name = name
    self.number = number
    self.legalCategory = legalCategory
    self.isSample = isSample
  }
}

extension Portal {
  /// Adds a tenant. Its public status follows from its legal category; throws `invalid` with every complaint.
  public func addOrganisation(_ new: NewOrganisation, as actor: Actor) async throws -> Organisation
  {
    let checked = try new.checked()
    return try await work(as: actor) { work in
      let id: Organisation.ID = work.newID()
      let (status, reason) = PublicStatusRule.status(
        kind: checked.kind, siren: checked.siren, legalCategory: checked.legalCategory)
      let organisation = Organisation(
        id: id, slug: try work.freeSlug(for: checked.name, id: id), name: checked.name,
        kind: checked.kind, siren: checked.siren, siret: checked.siret,
        legalCategory: checked.legalCategory, bodyType: nil, publicStatus: status,
        publicStatusReason: reason, publicStatusAt: work.now, latitude: nil, longitude: nil,
        source: nil, isSample: new.isSample, createdAt: work.now, version: 1)
      let permit = try work.permit(
        .addOrganisation, on: Platform(),
        detail: [
          ("organisation", .string(id.text)), ("name", .string(organisation.name)),
          ("kind", .string(organisation.kind.rawValue)), ("publicStatus", .string(status.rawValue)),
        ])
      try work.requireFree(organisation)
      try work.organisations.insert(organisation, permit)
      return organisation
    }
  }

  /// Decides by hand whether an organisation counts as public; `version` is the one the decision was based on.
  public func decidePublicStatus(
    _ status: Organisation.PublicStatus, of id: Organisation.ID, reason: String, version: Int,
    as actor: Actor
  ) async throws -> Organisation {
    let reason = try Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500)
      .accept(reason)
    return try await work(as: actor) { work in
      var organisation = try work.organisation(id)
      let permit = try work.permit(
        .decidePublicStatus, on: organisation,
        detail: [
          ("from", .string(organisation.publicStatus.rawValue)), ("to", .string(status.rawValue)),
          ("reason", .string(reason)),
        ])
      guard version == organisation.version else {
        throw PortalError.stale(organisation.staleness(yours: status))
      }
      organisation.publicStatus = status
      organisation.publicStatusReason = reason
      organisation.publicStatusAt = work.now
      try work.organisations.savePublicStatus(of: &organisation, permit)
      return organisation
    }
  }
}

extension NewOrganisation {
  fileprivate struct Checked {
    let kind: Organisation.Kind
    let name: String
    let siren: String?
    let siret: String?
    let legalCategory: String?
  }

  fileprivate func checked() throws(PortalError) -> Checked {
    var complaints = Complaints()
    let name = complaints.read(
      name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 200, lines: .one))
    let siret = OrganisationNumber.siret(number)
    let siren = siret.map { String($0.prefix(9)) } ?? OrganisationNumber.siren(number)
    complaints.expect(
      siren != nil || number.isEmpty, "number",
      Text(
        "SIREN : 9 chiffres (ou un SIRET de 14) dont la clé est juste sont attendus.",
        "SIREN: 9 digits (or a SIRET of 14) with a right check digit are expected."))
    let isCode =
      legalCategory.utf8.count == 4 && legalCategory.utf8.allSatisfy { (0x30...0x39).contains($0) }
    complaints.expect(
      isCode || legalCategory.isEmpty, "legalCategory",
      Text(
        "Catégorie juridique : un code INSEE de 4 chiffres est attendu.",
        "Legal category: an INSEE code of 4 digits is expected."))
    try complaints.throwIfAny()
    return Checked(
      kind: kind, name: name, siren: siren, siret: siret,
      legalCategory: isCode ? legalCategory : nil)
  }
}

extension Work {
  /// A slug that no other organisation has.
  func freeSlug(for name: String, id: Organisation.ID) throws -> String {
    let slug = Slug.make(from: name, fallback: "organisation")
    return try organisations.isTaken(slug: slug) ? "\(slug)-\(id.text.suffix(8))" : slug
  }

  fileprivate func requireFree(_ organisation: Organisation) throws {
    var complaints = Complaints()
    if let siren = organisation.siren, let known = try organisations.find(siren: siren) {
      complaints.expect(
        false, "number",
        Text(
          "SIREN : « \(known.name) » le porte déjà.", "SIREN: “\(known.name)” has it already."))
    }
    if organisation.kind == .operator {
      complaints.expect(
        try !organisations.hasOperator(), "kind",
        Text("Nature : il y a déjà un opérateur.", "Kind: there is an operator already."))
    }
    try complaints.throwIfAny()
  }
}

extension Organisation {
  /// What stands against a decision based on an older version.
  fileprivate func staleness(yours: PublicStatus) -> Staleness {
    Staleness(
      currentVersion: version,
      differences: [
        Staleness.Difference(
          field: "status", label: Text("Caractère public", "Public status"), base: "",
          theirs: publicStatus.label.french, yours: yours.label.french,
          isConflict: yours != publicStatus)
      ])
  }
}
