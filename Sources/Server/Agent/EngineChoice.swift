import Foundation
import Portal

/// Which platform an agent drives, by its options.
enum EngineChoice {
  static let options: [Command.Option] = [
    .init(
      "engine", "NAME",
      Text(
        "plateforme : sandbox (démonstration), incus", "platform: sandbox (demonstration), incus")),
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
      Text("image des services, déjà sur le serveur", "image of the workloads, on the server already")),
  ]

  /// `state` is the agent's folder.
  static func engine(
    _ invocation: Invocation, state: String, clock: @escaping @Sendable () -> Instant
  ) throws -> any HostingEngine {
    switch invocation.value("engine") ?? "sandbox" {
    case "sandbox": return try Sandbox(state: state, clock: clock)
    case "incus": return try incus(invocation)
    case let other:
      throw UsageError(
        Text(
          "--engine : « \(other) » n’est pas connu ; sandbox ou incus.",
          "--engine: “\(other)” is not known; sandbox or incus."))
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

/// A file for its owner's eyes only.
enum OwnFile {
  /// Throws when the file is missing, or others may read it.
  static func path(of path: String) throws -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let mode = attributes?[.posixPermissions] as? Int else {
      throw UsageError(Text("« \(path) » n’est pas lisible.", "“\(path)” cannot be read."))
    }
    guard mode & 0o077 == 0 else {
      throw UsageError(
        Text(
          "« \(path) » est lisible par d’autres : chmod 600.",
          "“\(path)” can be read by others: chmod 600."))
    }
    return path
  }
}
