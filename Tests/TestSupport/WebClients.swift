import Crypto
public import HTTP
public import JSON
public import Portal
public import PortalWeb
import SQLite

extension TestPortal {
  /// The web face of this portal, as plain-http loopback.
  public func face() throws -> WebPortal {
    try WebPortal(portal: portal, publicFolder: Self.root + "/Public", isSecure: false)
  }

  /// A browser in which somebody is signed in already; a visitor's when the actor has no membership.
  public func browser(as actor: Actor = .visitor) async throws -> Browser {
    guard let member = actor.member else { return Browser(face: try face()) }
    let token = "session-of-\(member.membership)"
    let now = clock.now()
    try await portal.database.write { connection in
      _ = try connection.run(
        """
        INSERT OR REPLACE INTO session (tokenHash, person, membership, csrf, createdAt, expiresAt, address, userAgent)
        VALUES (\(Digest.sha256(Array(token.utf8))), \(member.person), \(member.membership), 'csrf', \(now),
                \(now.adding(days: 400)), '127.0.0.1', 'test')
        """)
    }
    return Browser(
      face: try face(), cookies: ["fabrique-session": token], formToken: "csrf")
  }

  /// A program that calls the API with a token of somebody's.
  public func program(as actor: Actor) async throws -> Program {
    guard let member = actor.member else { return Program(face: try face(), token: nil) }
    let token = "token-of-\(member.membership)"
    let now = clock.now()
    let id: Identifier<Membership> = member.membership
    try await portal.database.write { connection in
      _ = try connection.run(
        """
        INSERT OR REPLACE INTO apiToken (id, tokenHash, membership, name, createdAt, expiresAt)
        VALUES (\(id), \(Digest.sha256(Array(token.utf8))), \(member.membership), 'test', \(now),
                \(now.adding(days: 400)))
        """)
    }
    return Program(face: try face(), token: token)
  }

  /// A program at the agents' door, with the certificate of this fingerprint or none.
  public func caller(showing certificate: [UInt8]?) throws -> Program {
    Program(face: try face(), token: nil, door: .agents, certificate: certificate)
  }
}

/// A browser without script: it keeps cookies and sends forms.
public struct Browser: Sendable {
  let face: WebPortal
  public var cookies: [String: String] = [:]
  /// What its forms repeat.
  public var formToken = ""

  public func get(_ target: String) async throws -> Reception {
    Reception(await face.respond(to: try request(.get, target)))
  }

  /// Sends a form as its page would, with the token.
  public func post(
    _ target: String, _ fields: KeyValuePairs<String, String> = [:]
  ) async throws -> Reception {
    var request = try request(.post, target)
    request.body = Array(NameValuePairs(pairs(fields)).encoded.utf8)
    return Reception(await face.respond(to: request))
  }

  /// Sends a form with a file, as the server hands it on.
  public func post(
    _ target: String, _ fields: KeyValuePairs<String, String> = [:], file: UploadedFile
  ) async throws -> Reception {
    var request = try request(.post, target, type: "multipart/form-data; boundary=b")
    request.multipart = MultipartForm(fields: NameValuePairs(pairs(fields)), files: [file])
    return Reception(await face.respond(to: request))
  }

  private func pairs(_ fields: KeyValuePairs<String, String>) -> [NameValuePairs.Pair] {
    [NameValuePairs.Pair(name: "formToken", value: formToken)]
      + fields.map { NameValuePairs.Pair(name: $0.key, value: $0.value) }
  }

  private func request(
    _ method: HTTP.Method, _ target: String, type: String = MediaType.form.description
  ) throws -> Request {
    var headers = Headers()
    headers.add(.host, "127.0.0.1")
    if method == .post { headers.add(.contentType, type) }
    if !cookies.isEmpty {
      headers.add(.cookie, cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
    }
    return try Request(method, target, headers: headers)
  }
}

/// A program on the API with its token, or a site's agent at its own door.
public struct Program: Sendable {
  let face: WebPortal
  let token: String?
  var door = WebPortal.Door.front
  var certificate: [UInt8]?

  public func get(_ target: String, ifNoneMatch: String? = nil) async throws -> Reception {
    try await send(.get, target, nil, ifNoneMatch: ifNoneMatch)
  }

  public func post(
    _ target: String, _ body: JSON? = nil, ifMatch: String? = nil, idempotencyKey: String? = nil
  ) async throws -> Reception {
    try await send(
      .post, target, body?.serialised(), ifMatch: ifMatch, idempotencyKey: idempotencyKey)
  }

  public func patch(_ target: String, _ body: JSON, ifMatch: String? = nil) async throws
    -> Reception
  {
    try await send(.patch, target, body.serialised(), ifMatch: ifMatch)
  }

  /// Any bytes as a JSON body, to see what bad input meets.
  public func send(
    _ method: HTTP.Method, _ target: String, _ body: [UInt8]?, ifMatch: String? = nil,
    ifNoneMatch: String? = nil, idempotencyKey: String? = nil
  ) async throws -> Reception {
    var headers = Headers()
    headers.add(.host, "127.0.0.1")
    if let token { headers.add(.authorization, "Bearer \(token)") }
    if body != nil { headers.add(.contentType, "application/json") }
    if let ifMatch { headers.add(.ifMatch, ifMatch) }
    if let ifNoneMatch { headers.add(.ifNoneMatch, ifNoneMatch) }
    if let idempotencyKey { headers.add("Idempotency-Key", idempotencyKey) }
    let mount = door == .agents ? "/hand-over/v1" : "/api/v1"
    var request = try Request(method, mount + target, headers: headers, body: body ?? [])
    request.clientFingerprint = certificate
    return Reception(await face.respond(to: request, at: door))
  }
}

/// A response as a test looks at it.
public struct Reception: Sendable {
  public let status: Int
  public let headers: Headers
  public let text: String

  init(_ response: Response) {
    status = response.status.code
    headers = response.headers
    if case .bytes(let bytes) = response.body {
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      text = ""
    }
  }

  /// Where a redirect leads.
  public var location: String? { headers[.location] }

  public var json: JSON { (try? JSON(parsing: Array(text.utf8))) ?? .null }
}
