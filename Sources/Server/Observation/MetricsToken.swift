import Crypto
import Foundation
import HTTP
import Portal

/// Who may read the metrics.
enum MetricsToken: Sendable {
  /// Everybody: nobody but this machine reaches the server.
  case notNeeded
  /// Whoever has the token, as `Authorization: Bearer …`.
  case needed([UInt8])
  /// Nobody: the server is reached from outside and no token is set.
  case none

  private static let minimumLength = 16

  /// `isOpen` when only this machine reaches the server.
  init(_ settings: inout SettingReader, isOpen: Bool) {
    guard let path = settings.text("metrics-token") else {
      self = isOpen ? .notNeeded : .none
      return
    }
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let token = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
    if token.count < Self.minimumLength {
      settings.complain(
        Text(
          "--metrics-token : un fichier d’au moins \(Self.minimumLength) caractères est attendu.",
          "--metrics-token: a file of at least \(Self.minimumLength) characters is expected."))
    }
    self = .needed(token)
  }

  func admits(_ request: Request) -> Bool {
    switch self {
    case .notNeeded: return true
    case .none: return false
    case .needed(let token):
      let given = request.headers[.authorization] ?? ""
      return constantTimeEquals(Array(given.utf8), Array("Bearer ".utf8) + token)
    }
  }
}
