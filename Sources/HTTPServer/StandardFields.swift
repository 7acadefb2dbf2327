import HTTP

/// The header lines that every response has unless it sets the field itself, written once.
struct StandardFields {
  /// Lines to add to a response.
  struct Lines {
    fileprivate let fields: [(name: HeaderName, line: [UInt8])]
    fileprivate let all: [UInt8]

    fileprivate init(_ headers: Headers) {
      fields = headers.fields.map { ($0.name, Array("\($0.name): \($0.value)\r\n".utf8)) }
      all = fields.flatMap(\.line)
    }

    func write(to output: inout [UInt8], beside headers: Headers) {
      let isOwn: (HeaderName) -> Bool = { name in fields.contains { $0.name == name } }
      guard headers.fields.contains(where: { isOwn($0.name) }) else {
        output.append(contentsOf: all)
        return
      }
      for field in fields where headers[field.name] == nil {
        output.append(contentsOf: field.line)
      }
    }
  }

  private let plain: Lines
  private let secure: Lines

  /// `transportSecurity` is the `Strict-Transport-Security` (RFC 6797), which plain HTTP must not
  /// carry.
  init(_ headers: Headers, underTLS transportSecurity: String?) {
    plain = Lines(headers)
    var headers = headers
    if let transportSecurity { headers.set("Strict-Transport-Security", transportSecurity) }
    secure = Lines(headers)
  }

  func lines(isSecure: Bool) -> Lines { isSecure ? secure : plain }
}
