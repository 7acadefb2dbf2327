/// The routes by the segments of their patterns; endpoints are numbers, so that no code here is
/// generic.
struct RouteTrie {
  struct Leaf {
    let method: Method
    let endpoint: Int
    /// The names of the parameters, from left to right.
    let names: [String]
  }

  private struct Node {
    var literals: [(name: String, node: Int)] = []
    var parameter: Int?
    var rest: Int?
    var leaves: [Leaf] = []
  }

  private var nodes = [Node()]

  mutating func add(
    _ method: Method, _ pattern: String, endpoint: Int
  ) throws(RouterError) {
    let shape = try RoutePattern(pattern)
    var node = 0
    for part in shape.parts { node = child(of: node, for: part) }
    guard !nodes[node].leaves.contains(where: { $0.method == method }) else {
      throw .duplicate(method: method.name, pattern: pattern)
    }
    nodes[node].leaves.append(Leaf(method: method, endpoint: endpoint, names: shape.names))
  }

  /// The routes of a path, one for each method, and the values of its parameters.
  func find(_ segments: [String]) -> (leaves: [Leaf], values: [String])? {
    var values: [String] = []
    guard let node = find(segments, at: 0, from: 0, &values) else { return nil }
    return (nodes[node].leaves, values)
  }

  /// The node of a path that has endpoints; the depth is that of the table, whatever the path.
  private func find(
    _ segments: [String], at index: Int, from node: Int, _ values: inout [String]
  ) -> Int? {
    if index == segments.count { return nodes[node].leaves.isEmpty ? nil : node }
    let segment = segments[index]
    for literal in nodes[node].literals where literal.name.hasSameBytes(as: segment) {
      if let found = find(segments, at: index + 1, from: literal.node, &values) { return found }
    }
    if let parameter = nodes[node].parameter, !segment.isEmpty {
      values.append(segment)
      if let found = find(segments, at: index + 1, from: parameter, &values) { return found }
      values.removeLast()
    }
    if let rest = nodes[node].rest {
      values.append(segments[index...].joined(separator: "/"))
      return rest
    }
    return nil
  }

  private mutating func child(of node: Int, for part: RoutePattern.Part) -> Int {
    let fresh = nodes.count
    switch part {
    case .literal(let name):
      if let known = nodes[node].literals.first(where: { $0.name.hasSameBytes(as: name) }) {
        return known.node
      }
      nodes[node].literals.append((name, fresh))
    case .parameter:
      if let known = nodes[node].parameter { return known }
      nodes[node].parameter = fresh
    case .rest:
      if let known = nodes[node].rest { return known }
      nodes[node].rest = fresh
    }
    nodes.append(Node())
    return fresh
  }
}
