import Foundation

/// Exchanges over TLS by the system's `curl`, which knows the machine's authorities and proxies.
enum Curl {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Whom one talks to, and as whom.
  struct Party: Sendable {
    /// File with the authority that has certified the server, in PEM; nil for those that the machine knows.
    var authority: String?
    /// File with the certificate to show and its key, in PEM.
    var identity: String?
  }

  /// The raw response. Everything goes in by standard input: arguments can be read by anybody on the machine.
  static func exchange(
    _ method: String, _ address: String, _ headers: [(String, String)], _ body: [UInt8],
    as party: Party = Party()
  ) throws -> [UInt8] {
    let curl = Process()
    curl.executableURL = URL(filePath: "/usr/bin/curl")
    // First of all, so that nobody's ~/.curlrc is read.
    curl.arguments = ["--disable", "--config", "-"]
    let (input, output, complaints) = (Pipe(), Pipe(), Pipe())
    curl.standardInput = input
    curl.standardOutput = output
    curl.standardError = complaints
    try curl.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(configuration(method, address, headers, body, as: party).utf8))
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
    as party: Party = Party()
  ) -> String {
    var lines = [
      "silent", "show-error", "include", "raw", "http1.1", "suppress-connect-headers",
      "proto = \"=https\"", "connect-timeout = 10", "max-time = 30",
      "max-filesize = \(LoopbackConnection.answerLimit)", "request = \(quoted(method))",
      "url = \(quoted(address))", "header = \"Connection: close\"",
    ]
    if let authority = party.authority {
      // The authorities that the machine knows have no say in this.
      lines += ["cacert = " + quoted(authority), "capath = \"/dev/null\""]
    }
    if let identity = party.identity { lines.append("cert = " + quoted(identity)) }
    lines += headers.map { "header = " + quoted("\($0.0): \($0.1)") }
    if !body.isEmpty { lines.append("data-raw = " + quoted(String(decoding: body, as: UTF8.self))) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As curl's configuration reads a quoted value.
  private static func quoted(_ text: String) -> String {
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
