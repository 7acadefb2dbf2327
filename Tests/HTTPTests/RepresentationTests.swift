import HTTP
import Testing

@Suite struct RepresentationTests {
  private static let letters = Representation(
    .bytes(Array("abcdefghij".utf8)), type: "text/plain", varies: true, tag: ETag(version: 1),
    modified: 0)

  private static func answer(
    _ headers: Headers = Headers(), _ method: HTTP.Method = .get
  ) throws -> Response {
    letters.response(to: try Request(method, "/", headers: headers))
  }

  private static func text(_ response: Response) -> String? {
    guard case .bytes(let bytes) = response.body else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func wholeSaysWhatItIs() throws {
    let response = try Self.answer()
    #expect(response.status == .ok)
    #expect(Self.text(response) == "abcdefghij")
    #expect(
      response.headers
        == Headers([
          .etag: "\"1\"", .lastModified: "Thu, 01 Jan 1970 00:00:00 GMT",
          .vary: "accept-encoding", .contentType: "text/plain", .acceptRanges: "bytes",
        ]))
  }

  /// RFC 9110 §15.3.7: a part has the fields of the whole, and says where it belongs.
  @Test func partSaysWhereItBelongs() throws {
    let response = try Self.answer(Headers([.range: "bytes=2-4"]))
    #expect(response.status == .partialContent)
    #expect(Self.text(response) == "cde")
    var expected = try Self.answer().headers
    expected.add(.contentRange, "bytes 2-4/10")
    #expect(response.headers == expected)
  }

  @Test func saysHowMuchThereIs() throws {
    let response = try Self.answer(Headers([.range: "bytes=10-"]))
    #expect(response.status == .rangeNotSatisfiable)
    #expect(response.headers[.contentRange] == "bytes */10")
    #expect(Self.text(response) == "")
  }

  /// RFC 9110 §15.4.5, and §13.2.2: the conditions come before the range.
  @Test func unchangedIsNotSentAgain() throws {
    let response = try Self.answer(Headers([.ifNoneMatch: "\"1\"", .range: "bytes=0-0"]))
    #expect(response.status == .notModified)
    #expect(response.headers.fields.map(\.name) == [.etag, .lastModified, .vary])
    #expect(Self.text(response) == "")
    #expect(try Self.answer(Headers([.ifMatch: "\"2\""])).status == .preconditionFailed)
    #expect(try Self.answer(Headers([.ifNoneMatch: "1"])).status == .badRequest)
  }
}
