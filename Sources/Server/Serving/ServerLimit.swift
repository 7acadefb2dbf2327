import HTTPServer
import Portal

/// One limit or time-out of the server that the operator may set.
struct ServerLimit: Sendable {
  private enum Target: Sendable {
    case count(any WritableKeyPath<HTTPServer.Configuration, Int> & Sendable)
    case time(any WritableKeyPath<HTTPServer.Configuration, Duration> & Sendable)
  }

  private let name: String
  private let summary: Text
  private let target: Target

  private init(
    _ name: String, _ path: any WritableKeyPath<HTTPServer.Configuration, Int> & Sendable,
    _ summary: Text
  ) {
    self.name = name
    self.summary = summary
    target = .count(path)
  }

  private init(
    _ name: String, _ path: any WritableKeyPath<HTTPServer.Configuration, Duration> & Sendable,
    _ summary: Text
  ) {
    self.name = name
    self.summary = summary
    target = .time(path)
  }

  static let all: [ServerLimit] = [
    .init(
      "max-header-bytes", \.limits.headerBytes,
      Text("octets d’en-têtes par requête", "header bytes of a request")),
    .init(
      "max-headers", \.limits.headerCount,
      Text("champs d’en-tête par requête", "header fields of a request")),
    .init(
      "max-target-bytes", \.limits.targetBytes,
      Text("octets de l’adresse demandée", "bytes of the requested address")),
    .init(
      "max-connections", \.limits.connections, Text("connexions ouvertes", "open connections")),
    .init(
      "max-connections-per-address", \.limits.connectionsPerAddress,
      Text("connexions ouvertes par adresse", "open connections from one address")),
    .init(
      "max-requests-per-connection", \.limits.requestsPerConnection,
      Text("requêtes par connexion", "requests on a connection")),
    .init(
      "max-bodies-in-memory", \.limits.bodyBytesInMemory,
      Text("octets des corps en mémoire, ensemble", "bytes of bodies in memory, together")),
    .init(
      "max-uploads-on-disk", \.limits.fileBytesOnDisk,
      Text("octets des fichiers en cours, ensemble", "bytes of files underway, together")),
    .init(
      "handshake-timeout", \.timeouts.handshake,
      Text("secondes pour convenir de TLS", "seconds to agree on TLS")),
    .init(
      "header-timeout", \.timeouts.header,
      Text("secondes pour les en-têtes", "seconds for the header")),
    .init(
      "body-timeout", \.timeouts.body,
      Text("secondes par 64 Kio du corps", "seconds for each 64 KiB of the body")),
    .init(
      "write-timeout", \.timeouts.write,
      Text("secondes par 64 Kio de la réponse", "seconds for each 64 KiB of the answer")),
    .init(
      "idle-timeout", \.timeouts.idle,
      Text("secondes jusqu’à la requête suivante", "seconds until the next request")),
    .init(
      "linger-timeout", \.timeouts.linger,
      Text("secondes pour fermer après la réponse", "seconds to close after the answer")),
    .init(
      "parting-timeout", \.timeouts.parting,
      Text(
        "à l’arrêt, secondes pour une dernière requête", "at the end, seconds for a last request")),
    .init(
      "drain-timeout", \.timeouts.drain,
      Text("à l’arrêt, secondes pour répondre", "at the end, seconds to answer")),
  ]

  /// The option, with what holds without it.
  var option: Command.Option {
    let usual = HTTPServer.Configuration()
    let value =
      switch target {
      case .count(let path): "\(usual[keyPath: path])"
      case .time(let path): "\(usual[keyPath: path] / .seconds(1))".replacing(".0", with: "")
      }
    return Command.Option(
      name, "N", Text("\(summary.french) (\(value))", "\(summary.english) (\(value))"))
  }

  func read(_ settings: inout SettingReader, into configuration: inout HTTPServer.Configuration) {
    switch target {
    case .count(let path):
      if let number = settings.number(name, in: 1...1_000_000_000_000) {
        configuration[keyPath: path] = number
      }
    case .time(let path):
      if let time = settings.seconds(name) { configuration[keyPath: path] = time }
    }
  }
}
