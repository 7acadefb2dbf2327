/// What stands at the head of one part of a form (RFC 7578 §4.2, §4.4).
public struct MultipartPart: Sendable, Equatable {
  /// The field of the form.
  public let name: String
  /// The bare name of a file, without folders and control characters; nil when the part is a plain
  /// field, empty when nobody chose a file.
  public let filename: String?
  /// What the sender calls the type of the content; `text/plain` when it says nothing.
  public let type: String

  /// Reads the lines of a head, given without their CRLF.
  ///
  /// `filename*` is passed over, as §4.2 asks. A form within the form and an encoding of its content
  /// are refused: no browser sends them, and readers differ on them (§4.3, §4.7).
  init(parsing lines: [[UInt8]]) throws(MultipartReader.Invalid) {
    var fields = Headers()
    for line in lines {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.allSatisfy(\.isFieldValueByte),
        let text = String(validating: line, as: UTF8.self),
        let name = HeaderName(parsing: String(decoding: line[..<colon], as: UTF8.self)),
        fields[name] == nil
      else { throw .malformed("a header line of a part cannot be read") }
      let value = text.utf8.dropFirst(colon + 1)
      fields.addChecked(name, String(Substring(value).trimmingOptionalWhitespace))
    }
    guard let disposition = fields[.contentDisposition].flatMap(ContentDisposition.init(parsing:)),
      disposition.type == "form-data", let name = disposition["name"]
    else { throw .malformed("a part does not say which field it is") }
    let type = fields[.contentType] ?? "text/plain"
    guard let mediaType = MediaType(parsing: type), mediaType.type != "multipart" else {
      throw .malformed("a part has no type that is taken")
    }
    let encoding = fields["content-transfer-encoding"]?.lowercased() ?? "binary"
    guard ["7bit", "8bit", "binary"].contains(encoding) else {
      throw .malformed("a part is encoded")
    }
    self.name = name
    self.type = type
    filename = disposition["filename"].map(Self.bareName)
  }

  /// The last component of a path of any system; control characters become spaces.
  private static func bareName(_ path: String) -> String {
    let isSeparator: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let last = path.utf8.split(omittingEmptySubsequences: false, whereSeparator: isSeparator).last
    let name = String(Substring(last ?? path[...].utf8))
    return name == "." || name == ".." ? "" : Headers.harmless(name)
  }
}
