import JSON
import SQLite

extension Portal {
  /// The person's own tokens, the newest first, revoked and expired ones included.
  public func apiTokens(_ session: Session) throws -> [APIToken] {
    try read(as: session.actor) { try $0.apiTokens.list(of: session.person.id) }
  }

  /// Makes a token for the active grant; the secret is shown this once and cannot be read again.
  public func createToken(
    name: String, days: Int, _ session: Session
  ) async throws -> (token: APIToken, secret: String) {
    var complaints = Complaints()
    let name = complaints.read(
      name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 80, lines: .one))
    complaints.expect(
      APIToken.days.contains(days), "days",
      Text("Durée : de 1 à 365 jours.", "Duration: from 1 to 365 days."))
    try complaints.throwIfAny()
    let secret = APIToken.prefix + newToken()
    let token = try await work(as: session.actor) { work in
      let id: APIToken.ID = work.newID()
      let permit = try work.permit(
        .createToken, on: session.person,
        detail: [("token", .string(id.text)), ("name", .string(name))])
      guard let membership = session.membership else { throw PortalError.signInRequired }
      let token = APIToken(
        id: id, name: name, membership: membership.id, role: membership.role,
        organisationName: membership.organisationName, createdAt: work.now,
        expiresAt: work.now.adding(days: Int64(days)), revokedAt: nil)
      try work.apiTokens.insert(
        token, hash: Self.hash(ofToken: secret), of: session.person, permit)
      return token
    }
    return (token, secret)
  }

  /// Revokes one of the person's own tokens; once revoked it stays so.
  public func revokeToken(_ id: APIToken.ID, _ session: Session) async throws {
    try await work(as: session.actor) { work in
      guard let token = try work.apiTokens.list(of: session.person.id).first(where: { $0.id == id })
      else { throw PortalError.notFound }
      let permit = try work.permit(
        .revokeToken, on: session.person, detail: [("token", .string(id.text))])
      if token.revokedAt == nil { try work.apiTokens.revoke(token, of: session.person, permit) }
    }
  }

  /// Who is behind an API token; `nil` when it is unknown, expired or revoked, or its grant has ended.
  public func actor(apiToken token: String) throws -> Actor? {
    let now = settings.clock()
    return try database.read { connection in
      try APITokenStore(connection: connection).member(Self.hash(ofToken: token), at: now)
        .map(Actor.member)
    }
  }
}
