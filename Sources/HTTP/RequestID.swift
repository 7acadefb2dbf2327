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
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The same as bytes behind others.
  package func write(to output: inout [UInt8]) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: connection >> UInt64(shift) & 15)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    output.append(UInt8(ascii: "-"))
    // A number of a few digits needs no memory of its own.
    output.append(contentsOf: String(request).utf8)
  }
}
