import Foundation
import JSON
import Portal

/// What the demonstration keeps beside its database: how to sign in, and the agent's folder. Readable by its owner only.
struct DemoFolder {
  let path: String

  private var accountsPath: String { path + "/demo-accounts.json" }
  var agentPath: String { path + "/site" }

  /// The accounts of a demonstration that has been set up before; nil where there is none.
  func accounts() throws -> [DemoTerritory.Account]? {
    guard let data = FileManager.default.contents(atPath: accountsPath) else { return nil }
    return try JSONDecoder().decode([DemoTerritory.Account].self, from: data)
  }

  /// Written last: with it the demonstration is complete.
  func keep(_ accounts: [DemoTerritory.Account]) throws {
    let data = try JSONEncoder().encode(accounts)
    try SecretFile.write(String(decoding: data, as: UTF8.self), to: accountsPath)
  }
}
