import Portal

/// The files that the agent and the operator's side tell each other by, by the names of deployments.
struct ClaimTree {
  var claims: [String: [UInt8]]
  var releasing: [String: [UInt8]]
  let status: [String: ClaimStatus]

  /// From the files of three folders; those that are not named for a deployment are nobody's business.
  init(claims: [String: [UInt8]], releasing: [String: [UInt8]], status: [String: [UInt8]]) {
    self.claims = Self.named(claims)
    self.releasing = Self.named(releasing)
    self.status = Self.named(status).compactMapValues { ClaimStatus(file: $0) }
    list = claims[Self.listName]
  }

  private let list: [UInt8]?
  static let listName = "kustomization.yaml"

  var names: [String] { Set(claims.keys).union(releasing.keys).sorted() }

  /// What stands in a deployment's place.
  func file(_ name: String) -> [UInt8]? { claims[name] ?? releasing[name] }

  static func path(_ folder: String, _ name: String) -> String { "\(folder)/\(name).json" }

  /// What the operator's side has said to be gone needs to be remembered no longer.
  mutating func forgetReleased(group: String) {
    for (name, file) in releasing {
      guard let claim = Claim(file: file, named: name, group: group), let status = status[name],
        status.revision == claim.order.revision, status.phase == .absent
      else { continue }
      releasing[name] = nil
    }
  }

  /// Everything that must be written for this to be there instead of `before`, the list of resources included.
  func changes(since before: ClaimTree) -> GitRepository.Changes {
    var changes: GitRepository.Changes = [:]
    for (folder, old, new) in [
      (GitOps.claims, before.claims, claims), (GitOps.releasing, before.releasing, releasing),
    ] {
      for name in Set(old.keys).union(new.keys) where old[name] != new[name] {
        changes[Self.path(folder, name)] = .some(new[name])
      }
    }
    if kustomization != before.list {
      changes["\(GitOps.claims)/\(Self.listName)"] = .some(kustomization)
    }
    return changes
  }

  /// Whether the list makes the cluster look at a claim.
  func isListed(_ name: String) -> Bool {
    (list ?? []).split(separator: UInt8(ascii: "\n")).contains {
      $0.elementsEqual(Self.line(name).utf8)
    }
  }

  private static func line(_ name: String) -> String { "- \(name).json" }

  private var kustomization: [UInt8] {
    let resources = claims.keys.sorted().map { Self.line($0) + "\n" }.joined()
    return Array(
      """
      # Written by the site's agent: the claims beside this file, and nothing else.
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:\(resources.isEmpty ? " []" : "")
      \(resources)
      """.utf8)
  }

  private static func named(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
    var named: [String: [UInt8]] = [:]
    for (file, content) in files where file.hasSuffix(".json") {
      let name = String(file.dropLast(5))
      if Deployment.ID(engineName: name) != nil { named[name] = content }
    }
    return named
  }
}
