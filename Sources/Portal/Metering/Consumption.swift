/// Which consumption a statement adds up.
public struct ConsumptionFilter: Hashable, Sendable {
  public var deployment: Deployment.ID?
  public var organisation: Organisation.ID?
  public var useCase: UseCase.ID?
  public var from: Month
  /// The last month, included.
  public var to: Month

  public init(
    deployment: Deployment.ID? = nil, organisation: Organisation.ID? = nil,
    useCase: UseCase.ID? = nil, from: Month, to: Month
  ) {
    self.deployment = deployment
    self.organisation = organisation
    self.useCase = useCase
    self.from = from
    self.to = to
  }

  /// The most months of one statement.
  public static let mostMonths = 24
}

/// A deployment as statements name it.
public struct MeteredDeployment: Sendable {
  public let id: Deployment.ID
  public let title: String
  public let organisation: (id: Organisation.ID, name: String)
  public let useCase: (id: UseCase.ID, title: String)
  public let site: (id: Site.ID, name: String)
  /// Its site's figures are invented, for demonstration.
  public let isSample: Bool
  /// Of its site about it.
  let lastWord: Instant?
}

/// What one deployment drew in one month, tier by tier.
public struct ConsumptionLine: Sendable {
  public let deployment: MeteredDeployment
  public let month: Month
  /// How long the site saw it running, s; what of it nothing metered has no figure.
  public let runningSeconds: Int64
  /// Best tier first; empty when nothing was metered.
  public let parts: [ConsumptionPart]

  public var meteredSeconds: Int64 { parts.map(\.sum.seconds).reduce(0, +) }
}

/// The part of a line that is known in one way.
public struct ConsumptionPart: Hashable, Sendable {
  public let sum: UsageSum
  /// What metered it.
  public let source: String
  public let figure: EnergyFigure
  /// Euros by the tariff of the month; `nil` where there is none.
  public let cost: FixedPoint?
}

/// What several parts add up to, with how well that is known.
public struct ConsumptionTotal: Hashable, Sendable {
  public private(set) var energy = Energy.zero
  /// Wh of the whole, PUE included, by tier.
  public private(set) var wattHoursByTier: [Tier: Int] = [:]
  /// Euros; `nil` where no part has a price.
  public private(set) var cost: FixedPoint?
  /// Whether some parts have a price and others none.
  public private(set) var isCostPartial = false
  public private(set) var meteredSeconds: Int64 = 0
  public private(set) var runningSeconds: Int64 = 0

  public init(of lines: [ConsumptionLine]) {
    for line in lines {
      runningSeconds += line.runningSeconds
      for part in line.parts { add(part) }
    }
    let priced = lines.flatMap(\.parts).count { $0.cost != nil }
    isCostPartial = priced > 0 && priced < lines.flatMap(\.parts).count
  }

  /// A total is as good as its worst part.
  public var worstTier: Tier? { wattHoursByTier.keys.max() }

  private mutating func add(_ part: ConsumptionPart) {
    energy = energy + part.figure.energy
    wattHoursByTier[part.figure.tier, default: 0] += part.figure.energy.totalWattHours
    meteredSeconds += part.sum.seconds
    if let amount = part.cost { cost = (cost ?? .zero) + amount }
  }
}

/// How a statement's lines are added up.
public enum ConsumptionGrouping: String, Hashable, Sendable, CaseIterable {
  case deployment, organisation, useCase, month

  public var label: Text {
    switch self {
    case .deployment: Text("déploiement", "deployment")
    case .organisation: Text("organisme", "body")
    case .useCase: Text("cas d’usage", "use case")
    case .month: Text("mois", "month")
    }
  }
}

/// Consumption over some months.
public struct ConsumptionStatement: Sendable {
  public let filter: ConsumptionFilter
  /// By month, then by deployment.
  public let lines: [ConsumptionLine]

  public var total: ConsumptionTotal { ConsumptionTotal(of: lines) }
  public var isSample: Bool { lines.contains { $0.deployment.isSample } }

  /// The lines added up, each group under its name, in the order in which they come first.
  public func groups(
    by grouping: ConsumptionGrouping
  ) -> [(key: String, name: String, total: ConsumptionTotal)] {
    func key(_ line: ConsumptionLine) -> (key: String, name: String) {
      let deployment = line.deployment
      return switch grouping {
      case .deployment: (deployment.id.text, deployment.title)
      case .organisation: (deployment.organisation.id.text, deployment.organisation.name)
      case .useCase: (deployment.useCase.id.text, deployment.useCase.title)
      case .month: (line.month.description, line.month.description)
      }
    }
    var (order, groups) = ([(key: String, name: String)](), [String: [ConsumptionLine]]())
    for line in lines {
      let key = key(line)
      if groups[key.key] == nil { order.append(key) }
      groups[key.key, default: []].append(line)
    }
    return order.map { ($0.key, $0.name, ConsumptionTotal(of: groups[$0.key] ?? [])) }
  }
}
