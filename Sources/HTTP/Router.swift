/// Why a route cannot be added.
public enum RouterError: Error, Equatable {
  case malformedPattern(String)
  /// Another route has the same method and the same shape, so that one of them could never be
  /// reached.
  case duplicate(method: String, pattern: String)
}

/// Finds the endpoint of a method and path.
///
/// A literal wins over a parameter, a parameter over a rest; when the closer branch leads nowhere
/// the next is tried.
public struct Router<Endpoint: Sendable>: Sendable {
  /// What a path led to.
  public enum Match: Sendable {
    case found(Endpoint, RouteParameters)
    /// The path exists; these are its methods, for `Allow`.
    case wrongMethod(allowed: [Method])
    case notFound
  }

  private var trie = RouteTrie()
  private var endpoints: [Endpoint] = []

  public init() {}

  /// Adds one route, `/organisations/:slug/members` or `/static/*path`.
  public mutating func add(
    _ method: Method, _ pattern: String, _ endpoint: Endpoint
  ) throws(RouterError) {
    try trie.add(method, pattern, endpoint: endpoints.count)
    endpoints.append(endpoint)
  }

  /// Looks up decoded segments; `HEAD` is answered by the route of `GET` unless it has its own.
  public func match(_ method: Method, _ segments: [String]) -> Match {
    guard let (leaves, values) = trie.find(segments) else { return .notFound }
    if let leaf = leaves.first(where: { $0.method == method })
      ?? (method == .head ? leaves.first(where: { $0.method == .get }) : nil)
    {
      return .found(endpoints[leaf.endpoint], RouteParameters(names: leaf.names, values: values))
    }
    var allowed = leaves.map(\.method)
    if allowed.contains(.get), !allowed.contains(.head) { allowed.append(.head) }
    return .wrongMethod(allowed: allowed)
  }
}

/// The values a path gave to the parameters of its route.
public struct RouteParameters: Sendable {
  let names: [String]
  let values: [String]

  /// Of a route without parameters.
  public init() { self.init(names: [], values: []) }

  init(names: [String], values: [String]) {
    self.names = names
    self.values = values
  }

  /// The value of a parameter, nil when the route has none of that name.
  public subscript(name: String) -> String? {
    for (index, known) in names.enumerated() where known.hasSameBytes(as: name) {
      return values[index]
    }
    return nil
  }
}
