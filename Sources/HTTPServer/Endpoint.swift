/// Where a server takes connections.
public enum Endpoint: Sendable, Equatable {
  /// An IPv4 or IPv6 address in text, no name; port 0 asks the system for a free one.
  case address(host: String, port: UInt16)
  /// A Unix-domain socket; a file left behind by a dead server is replaced.
  case unixSocket(path: String)
  /// A listening socket opened by somebody else, such as systemd.
  case inherited(descriptor: Int32)
}
