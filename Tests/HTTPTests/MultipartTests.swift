import HTTP
import Testing

@Suite struct MultipartTests {
  typealias Event = MultipartReader.Event

  private static let boundary = "----b"

  /// What a form says when it comes in pieces of so many bytes, contents joined.
  private static func events(
    _ form: String, pieces size: Int = .max, boundary: String = boundary,
    limits: MultipartLimits = MultipartLimits(fieldBytes: 1000, fileBytes: 1000)
  ) throws -> (events: [Event], isComplete: Bool) {
    let type = try #require(MediaType(parsing: "multipart/form-data; boundary=\"\(boundary)\""))
    var reader = try MultipartReader(type, limits: limits)
    var events: [Event] = []
    var rest = Array(form.utf8)[...]
    while !rest.isEmpty {
      reader.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      while let event = try reader.next() {
        if case .content(let more) = event, case .content(let before) = events.last {
          events[events.count - 1] = .content(before + more)
        } else {
          events.append(event)
        }
      }
    }
    return (events, reader.isComplete)
  }

  private static func part(
    _ disposition: String, _ content: String = "", _ further: String = ""
  ) -> String {
    "------b\r\nContent-Disposition: \(disposition)\r\n\(further)\r\n\(content)\r\n"
  }

  private static func form(_ parts: String...) -> String { parts.joined() + "------b--\r\n" }

  private static func content(_ text: String) -> Event { .content(Array(text.utf8)) }

  /// As one of today's browsers sends it.
  private static let ordinary = form(
    part("form-data; name=\"note\"", "é\r\nb"),
    part(
      "form-data; name=\"file\"; filename=\"a b.csv\"", "1;2\r\n--\r\n----\r\n------\r\r\n------c",
      "Content-Type: text/csv\r\n"),
    part("form-data; name=empty"))

  @Test("cut into pieces of any size it says the same", arguments: Array(1...80) + [10_000])
  func readsPieces(_ size: Int) throws {
    let (events, isComplete) = try Self.events(Self.ordinary, pieces: size)
    try #require(events.count == 8)
    #expect(isComplete)
    guard case .part(let note) = events[0], case .part(let file) = events[3],
      case .part(let empty) = events[6]
    else {
      Issue.record("no parts")
      return
    }
    #expect([note.name, file.name, empty.name] == ["note", "file", "empty"])
    #expect([note.filename, file.filename, empty.filename] == [nil, "a b.csv", nil])
    #expect([note.type, file.type, empty.type] == ["text/plain", "text/csv", "text/plain"])
    #expect(events[1] == Self.content("é\r\nb"))
    #expect(events[4] == Self.content("1;2\r\n--\r\n----\r\n------\r\r\n------c"))
    #expect([events[2], events[5], events[7]] == [.partEnd, .partEnd, .partEnd])
  }

  @Test func aFormThatEndsTooSoonIsNotComplete() throws {
    let end = Self.ordinary.utf8.count - "\r\n".utf8.count
    for length in 0..<end {
      let cut = String(decoding: Array(Self.ordinary.utf8)[..<length], as: UTF8.self)
      #expect(try !Self.events(cut).isComplete, "\(length)")
    }
  }

  /// RFC 2046 §5.1.1.
  @Test func whatStandsAroundThePartsIsPassedOver() throws {
    let inner = Self.form(Self.part("form-data; name=\"a\"", "1"))
    let wrapped = "preamble -- ------b\r\n\r\n" + inner + "epilogue\r\n------b\r\nmore"
    for size in [1, 7, .max] {
      let (events, isComplete) = try Self.events(wrapped, pieces: size)
      #expect(events == (try Self.events(inner).events))
      #expect(events.count == 3 && isComplete)
    }
    #expect(try Self.events("------b--").events.isEmpty)
    #expect(try Self.events("------b--").isComplete)
  }

  /// RFC 7578 §4.2, and what browsers make of it.
  @Test(
    arguments: [
      (#"form-data; name="a"; filename="C:\fake path\b.csv""#, "b.csv"),
      (#"form-data; name="a"; filename="../../etc/passwd""#, "passwd"),
      (#"form-data; name="a"; filename="/""#, ""), (#"form-data; name="a"; filename="..""#, ""),
      (#"form-data; name="a"; filename="a\..""#, ""),
      (#"form-data; name="a"; filename="%22b%22 100%.csv""#, "\"b\" 100%.csv"),
      (#"form-data; name="a"; filename="\"b\"\\c.csv""#, "c.csv"),
      (#"form-data; name="a"; filename="b%0D%0ASet-Cookie: c""#, "b  Set-Cookie: c"),
      (#"form-data; name="a"; filename="<script>é.csv""#, "<script>é.csv"),
      (#"Form-Data;name=a;FILENAME=b.csv"#, "b.csv"),
      (#"form-data; filename="b;c.csv" ; name="a""#, "b;c.csv"),
      (#"form-data; name="a"; filename*=UTF-8''b.csv"#, nil),
      (#"form-data; name="a"; filename="b.csv"; filename*=UTF-8''..%2Fc.csv"#, "b.csv"),
    ] as [(String, String?)])
  func filenamesAreBareNames(_ disposition: String, _ expected: String?) throws {
    let events = try Self.events(Self.form(Self.part(disposition))).events
    guard case .part(let part) = events.first else {
      Issue.record("no part")
      return
    }
    #expect(part.name == "a")
    #expect(part.filename == expected)
  }

  @Test func namesAreDecoded() throws {
    let events = try Self.events(
      Self.form(Self.part(#"form-data; name="a%22b%0D%0A%41\c""#))
    ).events
    guard case .part(let part) = events.first else {
      Issue.record("no part")
      return
    }
    #expect(part.name.utf8.elementsEqual("a\"b\r\n%41\\c".utf8))
  }

  @Test(arguments: [
    // Which field is it?
    part(""), part("form-data"), part("attachment; name=\"a\""), part("form-data; filename=\"a\""),
    part("form-data; name=\"a"), part("form-data; name=\"a\\\""), part("form-data name=a"),
    part("form-data; name=\"a\"; name=\"b\""), part("form-data; name="), part("form-data; =a"),
    part("form-data; name=\"a\"x"), "------b\r\n\r\na\r\n", "------b\r\nX: y\r\n\r\na\r\n",
    part("form-data; name=\"a\"", "", "Content-Disposition: form-data; name=\"b\"\r\n"),
    // Lines.
    part("form-data; name=\"a\0\""), part("form-data; name=\"\u{7F}\""),
    part("form-data;\r\n name=\"a\""), part("form-data; name=\"a\"", "", "no colon\r\n"),
    part("form-data; name=\"a\"", "", "X : y\r\n"), part("form-data; name=\"a\"", "", "X: \r\r\n"),
    "------b\nContent-Disposition: form-data; name=a\n\na\n",
    "------b\r\nContent-Disposition: form-data; name=a\n\n\r\na\r\n",
    // Boundaries.
    "------bc\r\n", "------b \r\n", "------b-\r\n", part("form-data; name=\"a\"", "x\r\n------bc"),
    part("form-data; name=\"a\"", "------b"), part("form-data; name=\"a\"", "------b--"),
    // What is not taken.
    part("form-data; name=\"a\"", "", "Content-Type: multipart/mixed; boundary=c\r\n"),
    part("form-data; name=\"a\"", "", "Content-Type: text\r\n"),
    part("form-data; name=\"a\"", "", "Content-Transfer-Encoding: base64\r\n"),
    part("form-data; name=\"a\"; filename=\"\"", "content"),
  ])
  func refuses(_ hostile: String) {
    for size in [1, .max] {
      let invalid = #expect(throws: MultipartReader.Invalid.self) {
        try Self.events(Self.form(hostile), pieces: size)
      }
      guard case .malformed = invalid else {
        Issue.record("\(String(describing: invalid))")
        return
      }
    }
  }

  @Test(arguments: ["", " ", "a ", "a\"", "a*", "é", String(repeating: "a", count: 71)])
  func refusesBoundaries(_ boundary: String) {
    #expect(throws: MultipartReader.Invalid.self) { try Self.events("", boundary: boundary) }
  }

  @Test func takesTheLongestBoundary() throws {
    let boundary = "'()+_,-./:=? " + String(repeating: "a", count: 57)
    let form = "--\(boundary)\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--\(boundary)--"
    #expect(try Self.events(form, boundary: boundary).isComplete)
  }

  @Test func isBounded() {
    func refusal(_ form: String, _ adjust: (inout MultipartLimits) -> Void = { _ in })
      -> MultipartReader.Invalid?
    {
      var limits = MultipartLimits(fieldBytes: 1000, fileBytes: 100)
      adjust(&limits)
      return #expect(throws: MultipartReader.Invalid.self) {
        try Self.events(form, pieces: 64, limits: limits)
      }
    }
    let field = Self.part("form-data; name=\"a\"", "1")
    #expect(
      refusal(String(repeating: field, count: 3)) { $0.parts = 2 }
        == .tooLarge("the form has more than 2 parts"))
    #expect(
      refusal(String(repeating: field, count: 5000)) { $0.fieldBytes = .max }
        == .tooLarge("the form has more than 200 parts"))
    let long = String(repeating: "a", count: 1001)
    #expect(
      refusal(Self.part("form-data; name=\"a\"", long))
        == .tooLarge("the fields have more than 1000 bytes"))
    #expect(
      refusal(String(repeating: Self.part("form-data; name=\"\(long.prefix(400))\""), count: 3))
        == .tooLarge("the fields have more than 1000 bytes"))
    #expect(
      refusal(Self.part("form-data; name=\"a\"; filename=\"a\"", String(long.prefix(101))))
        == .tooLarge("a file has more than 100 bytes"))
    let tooLarge = MultipartReader.Invalid.tooLarge("the head of a part is too large")
    #expect(refusal("------b\r\n" + String(repeating: "a", count: 5000)) == tooLarge)
    #expect(refusal("------b\r\n" + String(repeating: "X: y\r\n", count: 10)) == tooLarge)
  }
}
