import JSON

extension Portal {
  /// Sets what a kilowatt-hour emits from the first of a month on; what was set before is kept.
  public func setGridFactor(_ factor: GridFactor, as actor: Actor) async throws {
    try await work(as: actor) { work in
      let permit = try work.permit(
        .setGridFactor, on: Platform(),
        detail: [
          ("gramsPerKWh", .string(factor.gramsPerKWh.description)),
          ("validFrom", .string(factor.validFrom.description)),
          ("source", .string(factor.source)),
        ])
      try work.energyTerms.insert(factor.checked(), permit)
    }
  }

  /// Sets what is shown as the cost of what is held from the first of a month on; what was set before is kept.
  public func setTariff(_ tariff: Tariff, as actor: Actor) async throws {
    try await work(as: actor) { work in
      let permit = try work.permit(
        .setTariff, on: Platform(),
        detail: [
          ("validFrom", .string(tariff.validFrom.description)),
          ("source", .string(tariff.source)),
        ])
      try work.energyTerms.insert(tariff.checked(), permit)
    }
  }

  /// States something about a site and a year; what was stated before is kept.
  public func stateIndicator(
    _ statement: SiteStatement, of site: Site.ID, as actor: Actor
  ) async throws -> SiteStatement {
    try await work(as: actor) { work in
      let site = try work.visibleSite(site)
      let permit = try work.permit(
        .stateIndicator, on: site,
        detail: [
          ("year", .integer(Int64(statement.year))),
          ("indicator", .string(statement.indicator.rawValue)),
          ("value", .string(statement.value)),
          ("certainty", .string(statement.certainty.rawValue)),
        ])
      let statement = try statement.checked(on: work.now.day)
      try work.energyTerms.insert(statement, of: site, permit)
      return statement
    }
  }

  /// What figures are counted with.
  public func energyTerms(as actor: Actor) throws -> EnergyTermsRecord {
    try read(as: actor) { reading in
      let terms = try reading.energyTerms.terms()
      return EnergyTermsRecord(
        factor: terms.factor(in: Month(of: reading.now.day)), factors: terms.factors,
        tariffs: terms.tariffs,
        mayChange: try reading.gate.allows(.setTariff, on: Platform())
          && reading.gate.allows(.setGridFactor, on: Platform()))
    }
  }

  /// What a site states of a year, and what follows from it.
  public func siteReport(_ slug: String, year: Int, as actor: Actor) throws -> SiteReport {
    try read(as: actor) { reading in
      guard SiteStatement.years.contains(year), let site = try reading.sites.find(slug: slug),
        let december = Month("\(year)-12")
      else { throw PortalError.notFound }
      try reading.gate.requireSight(.viewSite, of: site)
      return SiteReport(
        site: site, year: year,
        history: try reading.energyTerms.statements(of: site.id, in: year),
        factor: try reading.energyTerms.terms().factor(in: december),
        offers: try reading.gate.offers(on: site))
    }
  }
}

extension GridFactor {
  fileprivate func checked() throws -> GridFactor {
    var complaints = Complaints()
    let perimeter = complaints.read(
      perimeter.french,
      as: Prose(
        field: "perimeter", label: Text("Périmètre", "Perimeter"), maximum: 200, lines: .one))
    let source = complaints.read(source, as: .source)
    complaints.expect(
      gramsPerKWh >= .zero && gramsPerKWh <= Self.highest, "gramsPerKWh",
      Text("De 0 à \(Self.highest).", "From 0 to \(Self.highest)."))
    complaints.expect(
      SiteStatement.years.contains(year), "year",
      Text("Une année de 2000 à 2100.", "A year from 2000 to 2100."))
    complaints.expectFirstOfMonth(validFrom)
    try complaints.throwIfAny()
    return GridFactor(
      gramsPerKWh: gramsPerKWh, year: year, perimeter: Text(verbatim: perimeter), source: source,
      validFrom: validFrom)
  }

  /// Beyond any electricity there is, gCO₂e per kWh.
  public static let highest: FixedPoint = 2000
}

extension Tariff {
  fileprivate func checked() throws -> Tariff {
    var (complaints, tariff) = (Complaints(), self)
    tariff.source = complaints.read(source, as: .source)
    let prices = [
      ("vcpuHour", vcpuHour), ("memoryGiBHour", memoryGiBHour), ("storageGiBHour", storageGiBHour),
      ("gpuHour", gpuHour),
    ]
    for (name, price) in prices {
      complaints.expect(
        price >= .zero && price <= Self.highest, name,
        Text("De 0 à \(Self.highest) €.", "From 0 to €\(Self.highest)."))
    }
    complaints.expectFirstOfMonth(validFrom)
    try complaints.throwIfAny()
    return tariff
  }
}

extension Prose {
  /// Where a figure is from.
  static let source = Prose(
    field: "source", label: Text("Source", "Source"), maximum: 300, lines: .one)
}

extension Complaints {
  /// So that everything within a month is counted alike.
  fileprivate mutating func expectFirstOfMonth(_ day: Day) {
    expect(
      day.parts.day == 1, "validFrom",
      Text("Le premier jour d’un mois est attendu.", "The first day of a month is expected."))
  }
}
