import Crypto
import Foundation
import HTTPServer
import Portal

/// How the program serves: where it listens, with which certificate, behind which proxies, within which limits.
struct ServingSettings: Sendable {
  /// All but the certificate, which may change while the program runs.
  let server: HTTPServer.Configuration
  let tls: TLSFiles?
  /// Where sites' agents call; nil for nowhere.
  var agents: Endpoint?
  /// Whether browsers reach the portal over https: always, but for a loopback address with no other origin given.
  let isSecure: Bool
  /// Where each exchange is written down, `-` for standard output; nil for nowhere.
  let accessLog: String?
  let metricsToken: MetricsToken
  /// How people are told of what waits for them; nil for not at all.
  let mailer: Mailer?
  /// What the address is called in messages.
  private let host: String

  static let options: [Command.Option] =
    [
      .init(
        "host", "ADDR", Text("adresse d’écoute (127.0.0.1)", "address to listen on (127.0.0.1)")),
      .init(
        "port", "N",
        Text("port d’écoute (8080 ; 0 : libre)", "port to listen on (8080; 0: any free one)")),
      .init(
        "unix-socket", "FILE",
        Text("socket Unix, au lieu de l’adresse", "Unix socket, instead of the address")),
      .init(
        "take-over",
        Text(
          "prend la suite du portail qui sert ces données, sans coupure",
          "takes over from the portal that serves this data, without a gap")),
      .init(
        "origin", "URL",
        Text(
          "adresse publique, derrière un mandataire : https://…",
          "public address, behind a proxy: https://…")),
      .init(
        "proxies", "LIST",
        Text(
          "mandataires crus : adresses, réseaux, unix",
          "proxies that are believed: addresses, networks, unix")),
      .init(
        "proxy-field", "NAME",
        Text("leur champ : forwarded ou x-forwarded", "their field: forwarded or x-forwarded")),
      .init(
        "agents", "ADDR:PORT",
        Text("où appellent les agents des sites", "where the sites’ agents call")),
      .init("tls-certificate", "FILE", Text("certificats, PEM", "certificates, PEM")),
      .init("tls-key", "FILE", Text("clé du certificat, PEM", "key of the certificate, PEM")),
      .init(
        "access-log", "FILE",
        Text("journal d’accès, JSON ; - : sortie", "access log, JSON; -: standard output")),
      .init(
        "metrics-token", "FILE",
        Text("jeton demandé par /metrics", "token that /metrics asks for")),
    ] + Mailer.options + ServerLimit.all.map(\.option)

  init(_ settings: inout SettingReader) {
    let host = settings.text("host") ?? "127.0.0.1"
    let port = settings.number("port", in: 0...65535) ?? 8080
    let isLoopback = host == "127.0.0.1" || host == "::1" || host == "localhost"
    let inherited = ServiceManager.takeListeningSockets()
    let unixSocket = settings.text("unix-socket")
    var server = HTTPServer.Configuration(
      host: host == "localhost" ? "127.0.0.1" : host, port: UInt16(clamping: port),
      threads: Opening.cores)
    if !inherited.isEmpty {
      server.endpoints = inherited
    } else if let unixSocket {
      server.endpoints = [.unixSocket(path: unixSocket)]
    }
    server.takesOver = settings.isSet("take-over")
    server.proxies = Self.proxies(&settings)
    for limit in ServerLimit.all { limit.read(&settings, into: &server) }
    self.server = server
    self.host = inherited.isEmpty ? unixSocket ?? host : "systemd"
    tls = TLSFiles(&settings)
    agents = Self.agents(&settings)
    let origin = settings.text("origin")
    if let origin, !origin.hasPrefix("https://"), !origin.hasPrefix("http://") {
      settings.complain(
        Text(
          "--origin : une adresse https:// est attendue.",
          "--origin: an https:// address is expected."))
    }
    mailer = Mailer(&settings, origin: origin)
    let isLocal = isLoopback && inherited.isEmpty && unixSocket == nil
    isSecure = origin.map { $0.hasPrefix("https://") } ?? (tls != nil || !isLocal)
    accessLog = settings.text("access-log")
    metricsToken = MetricsToken(&settings, isOpen: isLocal && origin == nil)
  }

  /// Where agents find the portal, for whoever started it; nil when they do not.
  func agentsAddress(port: UInt16) -> String? {
    guard case .address(let host, _)? = agents else { return nil }
    return "https://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  private static func agents(_ settings: inout SettingReader) -> Endpoint? {
    guard let text = settings.text("agents") else { return nil }
    if let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) {
      let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
      if !host.isEmpty { return .address(host: host, port: port) }
    }
    settings.complain(
      Text("--agents : ADRESSE:PORT est attendu.", "--agents: ADDRESS:PORT is expected."))
    return nil
  }

  /// Where the portal is to be found, for whoever started it.
  func address(port: UInt16) -> String {
    if port == 0 { return "unix:\(host)" }
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(tls == nil ? "http" : "https")://\(name):\(port)"
  }

  private static func proxies(_ settings: inout SettingReader) -> TrustedProxies? {
    guard let list = settings.text("proxies") else { return nil }
    let name = settings.text("proxy-field") ?? TrustedProxies.Field.xForwarded.rawValue
    guard let field = TrustedProxies.Field(rawValue: name) else {
      settings.complain(
        Text(
          "--proxy-field : forwarded ou x-forwarded est attendu.",
          "--proxy-field: forwarded or x-forwarded is expected."))
      return nil
    }
    let networks = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let proxies = TrustedProxies(networks, field: field)
    if proxies == nil {
      settings.complain(
        Text(
          "--proxies : des adresses, des réseaux (10.0.0.0/8) ou « unix » sont attendus.",
          "--proxies: addresses, networks (10.0.0.0/8) or “unix” are expected."))
    }
    return proxies
  }
}

/// Where the certificate and its key are; read again when the program is told to.
struct TLSFiles: Sendable {
  private let certificate: String
  private let key: String

  /// Nil when none are set, or those that are set do not do.
  init?(_ settings: inout SettingReader) {
    switch (settings.text("tls-certificate"), settings.text("tls-key")) {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      self.certificate = certificate
      self.key = key
    default:
      settings.complain(
        Text(
          "--tls-certificate et --tls-key vont ensemble.",
          "--tls-certificate and --tls-key go together."))
      return nil
    }
    do {
      _ = try context()
    } catch {
      settings.complain(Text(verbatim: "--tls-certificate, --tls-key: \(error)"))
      return nil
    }
  }

  func context() throws(CryptoError) -> TLSContext {
    try TLSContext(certificateFile: certificate, keyFile: key)
  }
}
