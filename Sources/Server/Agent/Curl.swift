import Foundation
import Portal

/// Exchanges over TLS by the system's `curl`, which knows the machine's proxies.
enum Curl {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Whom one talks to, and as whom.
  struct Party: Sendable {
    /// Where the portal's door for agents is: its certificate bears one name, wherever it is reached. Nil for any other
    /// server.
    var address: PortalAddress?
    /// File with the authority that has certified the server, in PEM. Nil for those that the machine knows; at the portal's
    /// door, whoever answers: for what is no secret, and is looked at before it is believed.
    var authority: String?
    /// File with the certificate to show and its key, in PEM.
    var identity: String?
  }

  private static let program = "/usr/bin/curl"
  /// Bytes of one answer; above, the exchange fails.
  private static let answerLimit = 8 * 1024 * 1024

  /// Calls `path` of the portal's hand-over.
  static func call(
    _ method: String, _ path: String, of portal: Party, headers: [(String, String)] = [],
    body: [UInt8] = []
  ) throws -> Answer {
    try call(
      method, "https://\(HandOverKeys.serverName)/hand-over/v1\(path)", headers, body, as: portal)
  }

  /// Asks for an address. Everything goes in by standard input: arguments can be read by anybody on the machine.
  static func call(
    _ method: String, _ address: String, _ headers: [(String, String)] = [], _ body: [UInt8] = [],
    as party: Party
  ) throws -> Answer {
    try Answer(parsing: run(configuration(method, address, headers, body, as: party)))
  }

  /// Runs curl by a configuration, one option a line; what it writes.
  static func run(_ configuration: String) throws -> [UInt8] {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Failure(description: "\(program) is missing: apt-get install curl")
    }
    let curl = Process()
    curl.executableURL = URL(filePath: program)
    // First of all, so that nobody's ~/.curlrc is read.
    curl.arguments = ["--disable", "--config", "-"]
    let (input, output, complaints) = (Pipe(), Pipe(), Pipe())
    curl.standardInput = input
    curl.standardOutput = output
    curl.standardError = complaints
    try curl.run()
    try input.fileHandleForWriting.write(contentsOf: Data(configuration.utf8))
    try input.fileHandleForWriting.close()
    // curl itself bounds what it reads, how long it takes and, by `silent`, what it complains of.
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try complaints.fileHandleForReading.readToEnd() ?? Data()
    curl.waitUntilExit()
    guard curl.terminationStatus == 0 else {
      let text = String(decoding: complaint.prefix(300), as: UTF8.self)
      throw Failure(
        description: text.split(separator: "\n").first.map(String.init) ?? "curl failed")
    }
    return Array(answer)
  }

  static func configuration(
    _ method: String, _ address: String, _ headers: [(String, String)], _ body: [UInt8],
    as party: Party
  ) -> String {
    var lines = [
      "silent", "show-error", "include", "raw", "http1.1", "suppress-connect-headers",
      "proto = \"=https\"", "tlsv1.2", "connect-timeout = 10", "max-time = 30",
      "max-filesize = \(answerLimit)", "request = \(quoted(method))",
      "url = " + quoted(address), "header = \"Connection: close\"",
      "header = \"Accept: application/json\"",
    ]
    if let portal = party.address {
      lines.append("connect-to = " + quoted("::\(portal.endpoint)"))
      if party.authority == nil { lines.append("insecure") }
    }
    if let authority = party.authority {
      // The authorities that the machine knows have no say in this.
      lines += ["cacert = " + quoted(authority), "capath = \"/dev/null\""]
    }
    if let identity = party.identity { lines.append("cert = " + quoted(identity)) }
    lines += headers.map { "header = " + quoted("\($0.0): \($0.1)") }
    if !body.isEmpty {
      lines.append("header = \"Content-Type: application/json\"")
      lines.append("data-raw = " + quoted(String(decoding: body, as: UTF8.self)))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As curl's configuration reads a quoted value.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
