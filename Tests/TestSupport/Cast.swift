public import Portal
import SQLite

/// Sample organisations and people, one for every role; their names say what they are for.
public struct Cast: Sendable {
  public let gigalis, town, agglomeration, unverifiedBody, workshop, studio: Organisation.ID

  // The partner « Atelier Exemple ».
  public let partnerContributor, partnerLead: Actor
  // The second partner « Studio Exemple ».
  public let otherPartnerLead: Actor
  // The public body « Ville d’Exemple ».
  public let townContributor, townLead, townDPO: Actor
  // The public body « Agglomération d’Exemple ».
  public let agglomerationLead, agglomerationDPO: Actor
  // A body whose public status is not established.
  public let unverifiedLead: Actor
  // The operator.
  public let curator, hostingOfficer, approver, administrator, auditor: Actor
  public let otherCurator, otherApprover: Actor

  /// Everybody with a membership, by name, for exhaustive tests.
  public var everybody: [(name: String, actor: Actor)] {
    [
      ("partnerContributor", partnerContributor), ("partnerLead", partnerLead),
      ("otherPartnerLead", otherPartnerLead), ("townContributor", townContributor),
      ("townLead", townLead), ("townDPO", townDPO), ("agglomerationLead", agglomerationLead),
      ("agglomerationDPO", agglomerationDPO), ("unverifiedLead", unverifiedLead),
      ("curator", curator), ("hostingOfficer", hostingOfficer), ("approver", approver),
      ("administrator", administrator), ("auditor", auditor), ("otherCurator", otherCurator),
      ("otherApprover", otherApprover),
    ]
  }

  static func enter(_ database: Database, at now: Instant) async throws -> Cast {
    try await database.write { connection in
      let casting = Casting(connection: connection, now: now)
      let gigalis = try casting.organisation(1, "Gigalis", .operator)
      let town = try casting.organisation(2, "Ville d’Exemple", .publicBody)
      let agglomeration = try casting.organisation(3, "Agglomération d’Exemple", .publicBody)
      let unverified = try casting.organisation(4, "Organisme à vérifier", .publicBody, .toVerify)
      let workshop = try casting.organisation(5, "Atelier Exemple", .partner, .private)
      let studio = try casting.organisation(6, "Studio Exemple", .partner, .private)
      return Cast(
        gigalis: gigalis, town: town, agglomeration: agglomeration, unverifiedBody: unverified,
        workshop: workshop, studio: studio,
        partnerContributor: try casting.person(11, workshop, .partner, .contributor),
        partnerLead: try casting.person(12, workshop, .partner, .lead),
        otherPartnerLead: try casting.person(13, studio, .partner, .lead),
        townContributor: try casting.person(21, town, .publicBody, .contributor),
        townLead: try casting.person(22, town, .publicBody, .lead),
        townDPO: try casting.person(23, town, .publicBody, .dpo),
        agglomerationLead: try casting.person(24, agglomeration, .publicBody, .lead),
        agglomerationDPO: try casting.person(25, agglomeration, .publicBody, .dpo),
        unverifiedLead: try casting.person(26, unverified, .publicBody, .lead),
        curator: try casting.person(31, gigalis, .operator, .curator),
        hostingOfficer: try casting.person(32, gigalis, .operator, .hostingOfficer),
        approver: try casting.person(33, gigalis, .operator, .approver),
        administrator: try casting.person(34, gigalis, .operator, .administrator),
        auditor: try casting.person(35, gigalis, .operator, .auditor),
        otherCurator: try casting.person(36, gigalis, .operator, .curator),
        otherApprover: try casting.person(37, gigalis, .operator, .approver))
    }
  }
}

/// Puts the cast into the database by hand: what tests start from is no deed of anybody's.
private struct Casting {
  let connection: Connection
  let now: Instant

  func organisation(
    _ number: Int, _ name: String, _ kind: Organisation.Kind,
    _ status: Organisation.PublicStatus = .public
  ) throws -> Organisation.ID {
    let id: Organisation.ID = try identifier(number)
    try connection.run(
      """
      INSERT INTO organisation (id, slug, name, kind, publicStatus, publicStatusReason, publicStatusAt, isSample, createdAt)
      VALUES (\(id), \("organisation-\(number)"), \(name), \(kind), \(status), 'sample', \(now), 1, \(now))
      """)
    return id
  }

  /// A person with one membership; their e-mail is `<role>.<number>@example.org`.
  func person(
    _ number: Int, _ organisation: Organisation.ID, _ kind: Organisation.Kind, _ role: Role
  ) throws -> Actor {
    let person: Person.ID = try identifier(number)
    let membership: Membership.ID = try identifier(100 + number)
    try connection.run(
      """
      INSERT INTO person (id, email, name, isSample, createdAt)
      VALUES (\(person), \("\(role.rawValue.lowercased()).\(number)@example.org"), \("Personne \(number)"), 1, \(now))
      """)
    try connection.run(
      """
      INSERT INTO membership (id, person, organisation, role, validFrom)
      VALUES (\(membership), \(person), \(organisation), \(role), \(now))
      """)
    return .member(
      Member(
        membership: membership, person: person, organisation: organisation, kind: kind, role: role))
  }

  private func identifier<Subject>(_ number: Int) throws -> Identifier<Subject> {
    let digits = String(number)
    let text =
      "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
    guard let id = Identifier<Subject>(text) else { throw PortalError.damaged(text) }
    return id
  }
}
