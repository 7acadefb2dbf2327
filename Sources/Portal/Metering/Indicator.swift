public import SQLite

/// What a site states of a calendar year: the information and indicators of Delegated Regulation (EU) 2024/1364, annexes I
/// and II, by its symbols, and what the portal asks beside.
public enum Indicator: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  // Annex I
  case owner, siteOperator, localUnit, centreType, operationStart
  case electricalRedundancy, coolingRedundancy
  // Annex II, 1: energy and sustainability
  case installedPower, floorArea, computerRoomArea
  case totalEnergy, backupEnergy, itEnergy
  case gridFunctions, batteryCapacity
  case water, potableWater
  case reusedHeat, wasteHeatTemperature, intakeTemperature, refrigerants, coolingDegreeDays
  case renewableByGuarantees, renewableByPurchase, renewableOnSite
  // Annex II, 2 and 3: capacity and traffic
  case serverCapacity, storageCapacity
  case bandwidthIn, bandwidthOut, trafficIn, trafficOut
  // Asked beside
  case pue, coolingPlan

  /// What a value of it is.
  public enum Kind: Hashable, Sendable {
    /// A number in a unit, within a range.
    case number(unit: Text, ClosedRange<FixedPoint>)
    case words
  }

  /// The regulation's symbol; empty where it has none.
  public var symbol: String {
    switch self {
    case .installedPower: "PD_IT"
    case .floorArea: "S_DC"
    case .computerRoomArea: "S_CR"
    case .totalEnergy: "E_DC"
    case .backupEnergy: "E_DC-BG"
    case .itEnergy: "E_IT"
    case .batteryCapacity: "C_BtG"
    case .water: "W_IN"
    case .potableWater: "W_IN-POT"
    case .reusedHeat: "E_REUSE"
    case .wasteHeatTemperature: "T_WH"
    case .intakeTemperature, .trafficIn: "T_IN"
    case .coolingDegreeDays: "CDD"
    case .renewableByGuarantees: "E_RES-GOO"
    case .renewableByPurchase: "E_RES-PPA"
    case .renewableOnSite: "E_RES-OS"
    case .serverCapacity: "C_SERV"
    case .storageCapacity: "C_STOR"
    case .bandwidthIn: "B_IN"
    case .bandwidthOut: "B_OUT"
    case .trafficOut: "T_OUT"
    case .pue: "PUE"
    case .owner, .siteOperator, .localUnit, .centreType, .operationStart, .electricalRedundancy,
      .coolingRedundancy, .gridFunctions, .refrigerants, .coolingPlan:
      ""
    }
  }

  public var kind: Kind {
    switch self {
    case .installedPower, .batteryCapacity: .number(unit: Text("kW", "kW"), Self.amounts)
    case .floorArea, .computerRoomArea: .number(unit: Text("m²", "m²"), Self.amounts)
    case .totalEnergy, .backupEnergy, .itEnergy, .reusedHeat, .renewableByGuarantees,
      .renewableByPurchase, .renewableOnSite:
      .number(unit: Text("kWh", "kWh"), Self.amounts)
    case .water, .potableWater: .number(unit: Text("m³", "m³"), Self.amounts)
    case .wasteHeatTemperature, .intakeTemperature: .number(unit: Text("°C", "°C"), -50...150)
    case .coolingDegreeDays:
      .number(unit: Text("degrés-jours (base 21 °C)", "degree-days (base 21 °C)"), Self.amounts)
    case .serverCapacity: .number(unit: Text("SERT", "SERT"), Self.amounts)
    case .storageCapacity: .number(unit: Text("Po", "PB"), Self.amounts)
    case .bandwidthIn, .bandwidthOut: .number(unit: Text("Go/s", "GB/s"), Self.amounts)
    case .trafficIn, .trafficOut: .number(unit: Text("Eo", "EB"), Self.amounts)
    case .pue: .number(unit: Text("", ""), 1...10)
    case .owner, .siteOperator, .localUnit, .centreType, .operationStart, .electricalRedundancy,
      .coolingRedundancy, .gridFunctions, .refrigerants, .coolingPlan:
      .words
    }
  }

  private static let amounts: ClosedRange<FixedPoint> = 0...1_000_000_000_000

  /// The unit of its numbers; empty where it has none.
  public var unit: Text {
    if case .number(let unit, _) = kind { unit } else { Text("", "") }
  }

  /// The value as it is kept: a number in its plain form, words tidied.
  func read(_ value: String) throws(Complaint) -> String {
    switch kind {
    case .words:
      return try Prose(
        field: "value", label: Text("Valeur", "Value"), maximum: 500, lines: .one
      ).read(value)
    case .number(_, let range):
      guard let number = FixedPoint(value), range.contains(number) else {
        throw Complaint(
          "value",
          Text(
            "Un nombre de \(range.lowerBound) à \(range.upperBound) est attendu.",
            "A number from \(range.lowerBound) to \(range.upperBound) is expected."))
      }
      return number.description
    }
  }
}

extension Indicator {
  public var label: Text {
    switch self {
    case .owner: Text("Propriétaire", "Owner")
    case .siteOperator: Text("Exploitant", "Operator")
    case .localUnit: Text("Commune (code UAL)", "Municipality (LAU code)")
    case .centreType:
      Text(
        "Type (d’entreprise, colocation, cohébergement)",
        "Type (enterprise, colocation, co-hosting)")
    case .operationStart: Text("Mois de mise en service", "Month of entry into operation")
    case .electricalRedundancy: Text("Redondance électrique", "Electrical redundancy")
    case .coolingRedundancy: Text("Redondance du refroidissement", "Cooling redundancy")
    case .installedPower: Text("Puissance informatique installée", "Installed IT power demand")
    case .floorArea: Text("Surface totale", "Total floor area")
    case .computerRoomArea: Text("Surface des salles informatiques", "Computer room floor area")
    case .totalEnergy: Text("Énergie totale", "Total energy consumption")
    case .backupEnergy: Text("dont groupes de secours", "of which back-up generators")
    case .itEnergy: Text("Énergie des équipements informatiques", "Energy of the IT equipment")
    case .gridFunctions: Text("Services rendus au réseau électrique", "Electrical grid functions")
    case .batteryCapacity:
      Text("Capacité moyenne de batterie offerte", "Average battery capacity offered")
    case .water: Text("Eau consommée", "Total water input")
    case .potableWater: Text("dont eau potable", "of which potable water")
    case .reusedHeat: Text("Chaleur fatale valorisée", "Waste heat reused")
    case .wasteHeatTemperature:
      Text("Température moyenne de la chaleur fatale", "Average waste heat temperature")
    case .intakeTemperature:
      Text("Consigne moyenne d’air soufflé", "Average setpoint intake air temperature")
    case .refrigerants: Text("Fluides frigorigènes", "Types of refrigerants")
    case .coolingDegreeDays: Text("Degrés-jours de refroidissement", "Cooling degree days")
    case .renewableByGuarantees:
      Text("Renouvelable par garanties d’origine", "Renewable by guarantees of origin")
    case .renewableByPurchase:
      Text("Renouvelable par contrats d’achat", "Renewable by power purchase agreements")
    case .renewableOnSite: Text("Renouvelable produit sur place", "Renewable made on site")
    case .serverCapacity: Text("Capacité des serveurs", "ICT capacity of servers")
    case .storageCapacity: Text("Capacité de stockage", "ICT capacity of storage")
    case .bandwidthIn: Text("Débit entrant", "Incoming traffic bandwidth")
    case .bandwidthOut: Text("Débit sortant", "Outgoing traffic bandwidth")
    case .trafficIn: Text("Trafic entrant", "Incoming data traffic")
    case .trafficOut: Text("Trafic sortant", "Outgoing data traffic")
    case .pue:
      Text("PUE déclaré, à défaut des deux énergies", "PUE as stated, for want of both energies")
    case .coolingPlan: Text("Projet de refroidissement", "Cooling plan")
    }
  }
}
