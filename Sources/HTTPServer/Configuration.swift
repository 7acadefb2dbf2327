public import Crypto
public import HTTP

/// Where the server listens and how much it takes from one peer.
public struct Configuration: Sendable {
  /// All of them serve the same.
  public var endpoints: [Endpoint]
  /// Whether addresses may be shared with a running server, which then gets no further connections
  /// and is to be ended once this one serves.
  public var takesOver = false
  /// Spoken on every endpoint but Unix-domain sockets, whose peers are on this machine; nil for
  /// plain HTTP.
  public var tls: TLSContext?
  /// Who may speak for others; nobody when nil.
  public var proxies: TrustedProxies?
  /// Event-loop threads; one per core is best.
  public var threads: Int
  /// Fields of every response that does not set them itself; those of the server's own refusals
  /// too.
  public var standardFields = Headers.security
  /// `Strict-Transport-Security` of every response to a request that came over TLS (RFC 6797); two
  /// years, as Mozilla advises.
  public var strictTransportSecurity: String? = "max-age=63072000"
  /// Where the files of forms are while their requests last: made when it is not there, best on the
  /// file system of where they are kept. Nil takes no files: forms with them are content like any
  /// other.
  public var uploadFolder: String?
  public var limits = Limits()
  public var timeouts = Timeouts()
  /// Called after each exchange, on an event loop: it must be quick.
  public var onExchange: (@Sendable (Exchange) -> Void)?

  public init(endpoints: [Endpoint], threads: Int = 2) {
    self.endpoints = endpoints
    self.threads = threads
  }

  /// One address.
  public init(host: String = "127.0.0.1", port: UInt16 = 8080, threads: Int = 2) {
    self.init(endpoints: [.address(host: host, port: port)], threads: threads)
  }

  /// What one request or one peer may take up; the handler bounds bodies.
  public struct Limits: Sendable {
    /// Bytes of all header fields of one request together; 431 above.
    public var headerBytes = 16 * 1024
    /// Header fields of one request; 431 above.
    public var headerCount = 100
    /// Bytes of the request target; 414 above.
    public var targetBytes = 8 * 1024
    /// Open connections; 503 above.
    public var connections = 10_000
    /// Open connections from one address or IPv6 network of 64 bits, which may be a whole town
    /// hall; 503 above. A trusted proxy may have as many as it likes.
    public var connectionsPerAddress = 512
    /// Requests on one connection, after which it is closed.
    public var requestsPerConnection = 100_000
    /// Bytes of the bodies of all requests in memory at a time; 503 above.
    public var bodyBytesInMemory = 256 * 1024 * 1024
    /// Bytes of the files of all requests on disk at a time; 503 above.
    public var fileBytesOnDisk = 1024 * 1024 * 1024

    public init() {}
  }

  /// How long the server waits for a peer.
  public struct Timeouts: Sendable {
    /// For the peer to agree on keys, under TLS.
    public var handshake = Duration.seconds(10)
    /// For the whole head, from the first byte of the request on; 408 after.
    public var header = Duration.seconds(10)
    /// For each further 64 KiB of the body, or its end; 408 after.
    public var body = Duration.seconds(30)
    /// For the next request on a connection that is kept open.
    public var idle = Duration.seconds(60)
    /// For the peer to take each further 64 KiB of the response, or its end.
    public var write = Duration.seconds(30)
    /// For the peer to close after the last response.
    public var linger = Duration.seconds(2)
    /// For a further request on an idle connection at shutdown: one that is on its way still gets
    /// its answer.
    public var parting = Duration.milliseconds(500)
    /// For requests in flight at shutdown.
    public var drain = Duration.seconds(20)

    public init() {}
  }
}
