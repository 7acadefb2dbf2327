import JSON
import SQLite

/// A site to be added, with its pools.
public struct SiteDraft: Sendable {
  public struct PoolDraft: Sendable {
    public var name: String
    public var dataClass: DataClass
    public var inventory: [ResourceClass: Inventory]

    public init(name: String, dataClass: DataClass, inventory: [ResourceClass: Inventory]) {
      self.name = name
      self.dataClass = dataClass
      self.inventory = inventory
    }
  }

  /// Small letters, digits and hyphens: its part of a path.
  public var slug: String
  public var name: String
  /// COG code of the commune it stands in.
  public var commune: String?
  public var note: String
  public var isSample: Bool
  public var pools: [PoolDraft]

  public init(
    slug: String, name: String, commune: String? = nil, note: String = "", isSample: Bool = false,
    pools: [PoolDraft]
  ) {
    self.slug = slug
    self.name = name
    self.commune = commune
    self.note = note
    self.isSample = isSample
    self.pools = pools
  }

  fileprivate func checked() throws -> SiteDraft {
    var complaints = Complaints()
    var draft = self
    draft.name = complaints.read(
      name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 120, lines: .one))
    draft.note = complaints.read(
      note, as: Prose(field: "note", label: Text("Note", "Note"), maximum: 2500, isRequired: false))
    complaints.expect(
      (1...80).contains(slug.utf8.count)
        && slug.utf8.allSatisfy {
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
        },
      "slug",
      Text(
        "1 à 80 lettres minuscules, chiffres ou traits d’union.",
        "1 to 80 small letters, digits or hyphens."))
    if let commune {
      complaints.expect(
        commune.utf8.count == 5 && commune.utf8.allSatisfy { $0 > 0x2f && $0 < 0x5b }, "commune",
        Text("Un code commune de 5 caractères.", "A commune code of 5 characters."))
    }
    complaints.expect(
      (1...20).contains(pools.count), "pools", Text("De 1 à 20 zones.", "From 1 to 20 pools."))
    complaints.expect(
      Set(pools.map { Array($0.name.utf8) }).count == pools.count, "pools",
      Text("Deux zones portent le même nom.", "Two pools have the same name."))
    for (index, pool) in pools.enumerated() {
      let field = "pools/\(index)"
      draft.pools[index].name = complaints.read(
        pool.name,
        as: Prose(
          field: "\(field)/name", label: Text("Nom de la zone", "Name of the pool"), maximum: 80,
          lines: .one))
      for (resourceClass, inventory) in pool.inventory.sorted(by: {
        $0.key.rawValue < $1.key.rawValue
      }) {
        complaints.add(inventory.complaints(at: "\(field)/\(resourceClass.rawValue)"))
      }
    }
    try complaints.throwIfAny()
    return draft
  }
}

extension Portal {
  public func addSite(_ draft: SiteDraft, as actor: Actor) async throws -> Site {
    try await work(as: actor) { work in
      let draft = try draft.checked()
      let site = Site(
        id: work.newID(), slug: draft.slug, name: draft.name, commune: draft.commune,
        note: draft.note, isSample: draft.isSample, createdAt: work.now)
      let permit = try work.permit(
        .addSite, on: Platform(),
        detail: [("site", .string(site.id.text)), ("slug", .string(site.slug))])
      guard try work.sites.find(slug: site.slug) == nil else {
        throw PortalError.invalid(
          "slug", Text("Un autre site porte ce nom court.", "Another site has this short name."))
      }
      let pools = draft.pools.map { pool in
        Pool(
          id: work.newID(), site: site.id, name: pool.name, dataClass: pool.dataClass,
          inventory: pool.inventory.mapValues { inventory in
            var first = inventory
            first.generation = 1
            return first
          })
      }
      try work.sites.insert(site, pools: pools, permit)
      return site
    }
  }

  /// Sets what a pool has of one class; `inventory.generation` is the one the change is based on. Less than what is
  /// promised already is allowed: nothing that runs is stopped, nothing more is promised.
  public func changeInventory(
    of pool: Pool.ID, _ resourceClass: ResourceClass, to inventory: Inventory, as actor: Actor
  ) async throws -> Pool {
    try await work(as: actor) { work in
      guard var pool = try work.sites.pool(pool) else { throw PortalError.notFound }
      let site = try work.visibleSite(pool.site)
      let permit = try work.permit(
        .changeInventory, on: site,
        detail: [
          ("pool", .string(pool.id.text)), ("resourceClass", .string(resourceClass.rawValue)),
          ("total", .integer(Int64(inventory.total))),
          ("reserved", .integer(Int64(inventory.reserved))),
          ("allocationRatio", .number(inventory.allocationRatio)),
        ])
      var complaints = Complaints()
      complaints.add(inventory.complaints(at: resourceClass.rawValue))
      try complaints.throwIfAny()
      let current = pool.inventory[resourceClass]?.generation ?? 0
      guard inventory.generation == current else {
        throw PortalError.stale(Staleness(currentVersion: current, differences: []))
      }
      var next = inventory
      next.generation = current + 1
      try work.sites.save(next, resourceClass, in: pool, of: site, permit)
      pool.inventory[resourceClass] = next
      return pool
    }
  }
}
