/// Which organisations to list; everything not said lets all through.
public struct OrganisationFilter: Hashable, Sendable {
  public var kind: Organisation.Kind?
  public var publicStatus: Organisation.PublicStatus?
  /// A part of the name, accents and case aside, or a SIREN.
  public var text: String?

  public init(
    kind: Organisation.Kind? = nil, publicStatus: Organisation.PublicStatus? = nil,
    text: String? = nil
  ) {
    self.kind = kind
    self.publicStatus = publicStatus
    self.text = text
  }
}

extension Portal {
  /// The organisations that the actor may view, by name; cursor of one part.
  public func organisations(
    _ filter: OrganisationFilter = OrganisationFilter(), after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) throws -> Page<Organisation> {
    try read(as: actor) { reading in
      let sight = try reading.gate.sight(.viewOrganisation, of: Organisation.self)
      return try reading.organisations.list(filter, in: sight, after: cursor, limit: limit)
    }
  }

  public func organisation(_ id: Organisation.ID, as actor: Actor) throws -> Organisation {
    try read(as: actor) { try $0.organisation(id) }
  }

  /// An organisation by its slug, with what the actor may do on it.
  public func organisation(
    slug: String, as actor: Actor
  ) throws -> (organisation: Organisation, offers: [Offer]) {
    try read(as: actor) { reading in
      let organisation = try reading.organisation(slug: slug)
      return (organisation, try reading.gate.offers(on: organisation))
    }
  }
}
