import Foundation
import Portal

/// The file with the token that opens a Prometheus, for its owner's eyes only.
enum TokenFile {
  static func read(_ path: String) throws -> String {
    let path = try OwnFile.path(of: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw UsageError(
        Text("« \(path) » ne contient pas de jeton.", "“\(path)” holds no token."))
    }
    return token
  }
}
