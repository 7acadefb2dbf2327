import Portal

/// The organisations and people of the demonstration. Bodies are real (DOMAIN §1, §9 and the public library's file),
/// partners, people, quotas and capacities are invented and marked as samples.
struct DemoTerritory {
  /// A person of the demonstration and how they sign in.
  struct Account: Codable, Sendable {
    let role: String
    let organisation: String
    let email: String
    let password: String
  }

  let gigalis, region, seaside, vendee, unverified: Organisation.ID
  let partners: [Organisation.ID]
  private(set) var accounts: [Account] = []

  // The operator's people.
  let curator, hostingOfficer, approver, secondApprover, administrator, auditor: Actor
  // Of the Région.
  let regionContributor, regionLead, regionDPO: Actor
  // Of Les Sables-d'Olonne Agglomération.
  let seasideLead, seasideDPO: Actor
  // Of the Département de la Vendée.
  let vendeeLead: Actor
  // Of the body whose public status is not established.
  let unverifiedLead: Actor
  // Of the first two partners.
  let partnerContributor, partnerLead, otherPartnerLead: Actor

  /// Twelve partners: the real names are not public, these say that they are made up.
  static let partnerNames = [
    "Atelier Lumen", "Brise Données", "Cap Modèles", "Dune Logiciels", "Estuaire IA",
    "Fil de Loire",
    "Granit Numérique", "Houle Analytique", "Iroise Langage", "Jusant Vision", "Ligérie Systèmes",
    "Marais Calcul",
  ]

  init(_ portal: Portal) async throws {
    var cast = Casting(portal: portal)
    gigalis = try await cast.organisation(.operator, "Gigalis", legalCategory: "7410")
    region = try await cast.organisation(
      .publicBody, "Région Pays de la Loire", legalCategory: "7230")
    seaside = try await cast.organisation(
      .publicBody, "Les Sables-d’Olonne Agglomération", number: "200071165", legalCategory: "7348")
    vendee = try await cast.organisation(
      .publicBody, "Département de la Vendée", number: "22850001300658", legalCategory: "7220")
    unverified = try await cast.organisation(
      .publicBody, "Société publique locale d’exemple", legalCategory: "5515", isSample: true)
    var partners: [Organisation.ID] = []
    for name in Self.partnerNames {
      partners.append(
        try await cast.organisation(
          .partner, "\(name) (exemple)", legalCategory: "5710", isSample: true))
    }
    self.partners = partners

    administrator = try await cast.person("Alix", .administrator, gigalis, .operator, "gigalis")
    curator = try await cast.person("Bérénice", .curator, gigalis, .operator, "gigalis")
    hostingOfficer = try await cast.person("Côme", .hostingOfficer, gigalis, .operator, "gigalis")
    approver = try await cast.person("Dominique", .approver, gigalis, .operator, "gigalis")
    secondApprover = try await cast.person("Paulin", .approver, gigalis, .operator, "suppleance")
    auditor = try await cast.person("Émile", .auditor, gigalis, .operator, "gigalis")
    regionLead = try await cast.person("Faustine", .lead, region, .publicBody, "region")
    regionContributor = try await cast.person(
      "Gaspard", .contributor, region, .publicBody, "region")
    regionDPO = try await cast.person("Honorine", .dpo, region, .publicBody, "region")
    seasideLead = try await cast.person("Isidore", .lead, seaside, .publicBody, "sables")
    seasideDPO = try await cast.person("Joséphine", .dpo, seaside, .publicBody, "sables")
    vendeeLead = try await cast.person("Killian", .lead, vendee, .publicBody, "vendee")
    unverifiedLead = try await cast.person("Léontine", .lead, unverified, .publicBody, "spl")
    partnerLead = try await cast.person("Malo", .lead, partners[0], .partner, "lumen")
    partnerContributor = try await cast.person(
      "Ninon", .contributor, partners[0], .partner, "lumen")
    otherPartnerLead = try await cast.person("Octave", .lead, partners[1], .partner, "brise")
    accounts = cast.accounts

    // Without a SIREN nothing is taken for granted: the administrator says why these are public.
    try await cast.establish(
      [
        region: "Collectivité territoriale (catégorie juridique 7230).",
        seaside: "Communauté d’agglomération (catégorie juridique 7348).",
        vendee: "Département (catégorie juridique 7220).",
      ], as: administrator)
  }
}

/// Brings people and organisations in as the console does, and notes how they sign in.
private struct Casting {
  let portal: Portal
  var accounts: [DemoTerritory.Account] = []

  mutating func organisation(
    _ kind: Organisation.Kind, _ name: String, number: String = "", legalCategory: String,
    isSample: Bool = false
  ) async throws -> Organisation.ID {
    try await portal.addOrganisation(
      NewOrganisation(
        kind: kind, name: name, number: number, legalCategory: legalCategory, isSample: isSample),
      as: .console
    ).id
  }

  mutating func person(
    _ name: String, _ role: Role, _ organisation: Organisation.ID, _ kind: Organisation.Kind,
    _ domain: String
  ) async throws -> Actor {
    let email = "\(role.rawValue.lowercased())@\(domain).example"
    let added = try await portal.addPerson(
      NewPerson(email: email, name: "\(name) (exemple)", isSample: true), to: organisation,
      role: role, as: .console)
    if let password = added.password {
      accounts.append(
        DemoTerritory.Account(
          role: role.rawValue, organisation: domain, email: email, password: password))
    }
    return .member(
      Member(
        membership: added.membership.id, person: added.person.id, organisation: organisation,
        kind: kind, role: role))
  }

  /// Decides that every body added so far is public, where its SIREN has not said so already.
  func establish(_ ids: [Organisation.ID: String], as actor: Actor) async throws {
    for organisation in try portal.organisations(limit: Limit(clamping: 100), as: actor).items {
      guard let reason = ids[organisation.id], organisation.publicStatus != .public else {
        continue
      }
      _ = try await portal.decidePublicStatus(
        .public, of: organisation.id, reason: reason, version: organisation.version, as: actor)
    }
  }
}
