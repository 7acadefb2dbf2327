import Foundation
import Portal

/// Which platform an agent drives, by its options.
enum EngineChoice {
  static let options: [Command.Option] = [
    .init(
      "engine", "NAME",
      Text(
        "plateforme : sandbox (démonstration), incus, gitops",
        "platform: sandbox (demonstration), incus, gitops")),
    .init("incus", "URL", Text("adresse d’Incus, https://HÔTE:PORT", "Incus, https://HOST:PORT")),
    .init(
      "incus-authority", "FILE",
      Text("certificat du serveur Incus, PEM", "the Incus server’s certificate, PEM")),
    .init(
      "incus-identity", "FILE",
      Text(
        "certificat restreint de l’agent et sa clé, PEM",
        "the agent’s restricted certificate and its key, PEM")),
    .init(
      "incus-image", "ALIAS",
      Text(
        "image des services, déjà sur le serveur", "image of the workloads, on the server already")),
    .init(
      "gitops", "URL",
      Text("dépôt git des demandes au site", "git repository of the claims on the site")),
    .init(
      "gitops-key", "FILE",
      Text("clé SSH de l’agent : accès et signature", "the agent’s SSH key: access and signature")),
    .init(
      "gitops-branch", "NAME", Text("branche des demandes (main)", "branch of the claims (main)")),
    group,
  ]

  /// Of the claims too, and of the command that shows their schema.
  static let group = Command.Option(
    "gitops-group", "DOMAIN",
    Text(
      "groupe Kubernetes des demandes (\(standardGroup))",
      "Kubernetes group of the claims (\(standardGroup))"))
  private static let standardGroup = "fabrique.gigalis.example"

  /// `state` is the agent's folder.
  static func engine(
    _ invocation: Invocation, state: String, clock: @escaping @Sendable () -> Instant
  ) throws -> any HostingEngine {
    switch invocation.value("engine") ?? "sandbox" {
    case "sandbox": return try Sandbox(state: state, clock: clock)
    case "incus": return try incus(invocation)
    case "gitops": return try gitOps(invocation, state: state)
    case let other:
      throw UsageError(
        Text(
          "--engine : « \(other) » n’est pas connu ; sandbox, incus ou gitops.",
          "--engine: “\(other)” is not known; sandbox, incus or gitops."))
    }
  }

  private static func incus(_ invocation: Invocation) throws -> Incus {
    let address = try invocation.required("incus")
    guard let parts = URLComponents(string: address), parts.scheme == "https",
      let host = parts.host, !host.isEmpty, parts.path.isEmpty || parts.path == "/",
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else {
      throw UsageError(
        Text("--incus : https://HÔTE:PORT est attendu.", "--incus: https://HOST:PORT is expected."))
    }
    let party = Curl.Party(
      authority: try file(invocation, "incus-authority"),
      identity: try OwnFile.path(of: try invocation.required("incus-identity")))
    return Incus(
      connection: IncusConnection(
        address: address.hasSuffix("/") ? String(address.dropLast()) : address, party: party),
      image: try invocation.required("incus-image"))
  }

  private static func gitOps(_ invocation: Invocation, state: String) throws -> GitOps {
    let remote = try invocation.required("gitops")
    let branch = invocation.value("gitops-branch") ?? "main"
    for (option, text) in [("gitops", remote), ("gitops-branch", branch)] where text.hasPrefix("-")
    {
      throw UsageError(
        Text("--\(option) : « \(text) » est une option.", "--\(option): “\(text)” is an option."))
    }
    return GitOps(
      repository: GitRepository(
        folder: state + "/gitops.git", remote: remote, branch: branch,
        key: try OwnFile.path(of: try invocation.required("gitops-key"))),
      group: try group(invocation))
  }

  /// A domain name in lower case (RFC 1123), as Kubernetes wants it.
  static func group(_ invocation: Invocation) throws(UsageError) -> String {
    let group = invocation.value("gitops-group") ?? standardGroup
    let labels = group.split(separator: ".", omittingEmptySubsequences: false)
    let isDomain =
      labels.count > 1 && group.utf8.count <= 200
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
          }
      }
    guard isDomain else {
      throw UsageError(
        Text(
          "--gitops-group : « \(group) » n’est pas un nom de domaine en minuscules.",
          "--gitops-group: “\(group)” is no domain name in lower case."))
    }
    return group
  }

  private static func file(_ invocation: Invocation, _ option: String) throws -> String {
    let path = try invocation.required(option)
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw UsageError(
        Text(
          "--\(option) : « \(path) » n’est pas lisible.", "--\(option): “\(path)” cannot be read."))
    }
    return path
  }
}
