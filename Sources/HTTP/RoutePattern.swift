/// The shape of a path: literal segments, `:name` for one segment, `*name` last for all that is
/// left.
struct RoutePattern {
  enum Part {
    case literal(String)
    case parameter
    case rest
  }

  let parts: [Part]
  /// The names of parameters, from left to right.
  let names: [String]

  init(_ text: String) throws(RouterError) {
    guard text.utf8.first == UInt8(ascii: "/") else { throw .malformedPattern(text) }
    var parts: [Part] = []
    var names: [String] = []
    let segments =
      text == "/"
      ? []
      : text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isVariable = segment.first == UInt8(ascii: ":") || segment.first == UInt8(ascii: "*")
      let name = String(Substring(isVariable ? segment.dropFirst() : segment))
      guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte), !names.contains(name)
      else { throw .malformedPattern(text) }
      if !isVariable {
        parts.append(.literal(name))
        continue
      }
      names.append(name)
      if segment.first == UInt8(ascii: "*") {
        guard index == segments.count - 1 else { throw .malformedPattern(text) }
        parts.append(.rest)
      } else {
        parts.append(.parameter)
      }
    }
    self.parts = parts
    self.names = names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
