import Foundation
import JSON
import Portal

/// What the demonstration keeps beside its database: how to sign in, and the agent's token. Readable by its owner only.
struct DemoFolder {
  let path: String

  private var accountsPath: String { path + "/demo-accounts.json" }
  var tokenPath: String { path + "/demo-agent.token" }
  var agentPath: String { path + "/agent" }

  /// The accounts of a demonstration that has been set up before; nil where there is none.
  func accounts() throws -> [DemoTerritory.Account]? {
    guard let data = FileManager.default.contents(atPath: accountsPath) else { return nil }
    return try JSONDecoder().decode([DemoTerritory.Account].self, from: data)
  }

  /// Written last: with it the demonstration is complete.
  func keep(_ accounts: [DemoTerritory.Account], agentToken: String) throws {
    try write(Data(agentToken.utf8), to: tokenPath)
    try write(try JSONEncoder().encode(accounts), to: accountsPath)
  }

  private func write(_ data: Data, to path: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
  }
}
