/// Every question that can make a difference to policies: a small world for each way in which the
/// facts that they look at can be.
///
/// Per request environment (a type of principal, an action, a type of resource) those facts are
/// dimensions; the questions are all their combinations. Enumerated are both truth values, every
/// member of an enumerated entity type, attributes absent and present, for an entity or an element
/// of a set the principal's own ones, those it is compared with and another, for groups likewise,
/// and for numbers and texts the constants of the policies, their neighbours and another. What
/// policies combine in other ways is in `blindSpots`.
public struct FiniteModel: Sendable {
  /// In the order of the actions' names.
  public let environments: [Environment]
  /// Where policies look at something in a way that the questions do not exhaust: arithmetic,
  /// extension functions, tags, whole records.
  public let blindSpots: [SourcePosition]

  /// - Parameters:
  ///   - schemas: The vocabularies; of an environment that several have, the first one's counts.
  ///   - sets: The policies that will be asked.
  ///   - including: Places to vary even where no policy looks at them.
  ///   - isPossible: Rules questions out that can never be asked, as the schema cannot say so. It
  ///     should speak of the principal's own entities only: those at other places are the same only
  ///     where some policy compares them.
  public init(
    schemas: [Schema], policies sets: [PolicySet], including: [FactPath] = [],
    isPossible: @escaping @Sendable (Question) -> Bool = { _ in true }
  ) {
    var environments: [Environment] = []
    var blindSpots: [SourcePosition] = []
    var known: Set<RequestEnvironment> = []
    for schema in schemas {
      let sets = sets.map { $0.indexed(by: schema.actionEntities) }
      for key in schema.environments where known.insert(key).inserted {
        let survey = Survey(key, schema, sets, including: including)
        environments.append(
          Environment(key: key, dimensions: survey.dimensions, isPossible: isPossible))
        blindSpots += survey.blindSpots
      }
    }
    self.environments = environments.sorted { $0.key < $1.key }
    self.blindSpots = blindSpots.unique().sorted { "\($0)" < "\($1)" }
  }

  /// A type of principal, an action and a type of resource, with all the questions for them.
  public struct Environment: Sendable {
    public let key: RequestEnvironment
    /// What is varied.
    public let dimensions: [Dimension]
    let isPossible: @Sendable (Question) -> Bool

    /// How many combinations there are, before the impossible ones are left out; `Int.max` where
    /// they are more.
    public var combinations: Int {
      dimensions.reduce(1) { product, dimension in
        let (result, overflows) = product.multipliedReportingOverflow(by: dimension.choices.count)
        return overflows ? .max : result
      }
    }

    public var questions: Questions { Questions(environment: self) }

    /// Where the dimension stands that says what is at a place; nil where it is not varied.
    public func dimension(of path: FactPath) -> Int? {
      dimensions.firstIndex { $0.path == path && $0.aspect == .value }
    }
  }
}

extension RequestEnvironment: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
