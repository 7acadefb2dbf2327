/// Names one request in the log and to whom it was answered.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
  private let connection: UInt64
  private let request: UInt32

  /// The number of a connection, unlike that of any other, and of the request on it.
  public init(connection: UInt64, request: UInt32) {
    self.connection = connection
    self.request = request
  }

  /// Sixteen hexadecimal digits, a hyphen, and a number.
  public var description: String {
    let digits = String(connection, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits + "-" + String(request)
  }
}
