import Foundation

/// Writes what fuzzing of the request reader starts from: the attacks that the tests hold the
/// server to. `Requests FOLDER`.
@main enum Requests {
  /// What a mutation may put in.
  private static let words = [
    "GET ", "POST ", "OPTIONS * ", " HTTP/1.1\r\n", " HTTP/1.0\r\n", "Host: a\r\n",
    "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n",
    "Connection: keep-alive\r\n", "Expect: 100-continue\r\n", "Content-Type: a/b\r\n", "http://a",
    "\r\n\r\n", "\r\n ", "\r", "\n", "\0", "0\r\n\r\n", "1\r\nx\r\n", "1;a=\"b\"\r\n", "%2e", "\t",
  ]

  static func main() throws {
    let folder = URL(filePath: CommandLine.arguments[1])
    let seeds = folder.appending(path: "seeds/requests")
    try FileManager.default.createDirectory(at: seeds, withIntermediateDirectories: true)
    for (number, vector) in FramingVector.all.enumerated() where vector.bytes.count <= 4096 {
      try Data(vector.bytes).write(to: seeds.appending(path: "seed\(number)"))
    }
    let lines = words.map { word in
      "\"" + word.utf8.map { "\\x" + String(256 | Int($0), radix: 16).dropFirst() }.joined()
        + "\"\n"
    }
    let dictionaries = folder.appending(path: "dictionaries")
    try FileManager.default.createDirectory(at: dictionaries, withIntermediateDirectories: true)
    try Data(lines.joined().utf8).write(to: dictionaries.appending(path: "requests"))
  }
}
