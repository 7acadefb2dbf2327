import Crypto
import SQLite

extension Portal {
  /// Who an agent's token stands for; `nil` when it stands for nobody, or nobody any more.
  public func actor(agentToken token: String) throws -> Actor? {
    let hash = Digest.sha256(Array(token.utf8))
    return try database.read { connection in
      try AgentStore(connection: connection).find(tokenHash: hash).map { agent in
        .agent(Agent.Identity(id: agent.id, site: agent.site))
      }
    }
  }
}
