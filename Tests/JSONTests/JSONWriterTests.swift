import JSON
import Testing

@Suite struct JSONWriterTests {
  private func text(_ value: JSON, pretty: Bool = false, embeddable: Bool = false) -> String {
    String(decoding: value.serialised(pretty: pretty, embeddable: embeddable), as: UTF8.self)
  }

  @Test func writesCompactly() {
    let value: JSON = [
      "a": [1, -2, .integer(.min), 0.5, -0.0, 1e100], "b": [:], "c": [], "d": [nil, true, false],
    ]
    #expect(
      text(value)
        == #"{"a":[1,-2,-9223372036854775808,0.5,-0.0,1e+100],"b":{},"c":[],"d":[null,true,false]}"#
    )
  }

  @Test func writesPrettily() {
    #expect(
      text(["a": [1, ["b": nil]], "c": [], "d": [:]], pretty: true) == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": [],
          "d": {}
        }
        """)
  }

  @Test func escapesOnlyWhatMustBe() {
    #expect(
      text("\"\\/\u{0}\u{8}\t\n\u{C}\r\u{1F}\u{7F}é😀<&>\u{2028}")
        == "\"\\\"\\\\/\\u0000\\b\\t\\n\\f\\r\\u001f\u{7F}é😀<&>\u{2028}\"")
    #expect(text(["a\"b": 1]) == #"{"a\"b":1}"#)
  }

  @Test func embeddableTextHoldsNoMarkup() throws {
    let value: JSON = ["</script>": "<!-- & \u{2028}\u{2029}\u{2027}\u{20AC} -->"]
    let written = text(value, embeddable: true)
    #expect(
      written
        == "{\"\\u003c/script\\u003e\":\"\\u003c!-- \\u0026 \\u2028\\u2029\u{2027}\u{20AC} --\\u003e\"}"
    )
    #expect(try JSON(parsing: written) == value)
  }

  @Test func writesNullForWhatIsNotFinite() {
    #expect(text([.number(.nan), .number(.infinity), .number(-.infinity)]) == "[null,null,null]")
  }

  @Test func appendsToWhatIsThere() {
    var output = Array("data: ".utf8)
    JSON.integer(7).write(into: &output)
    #expect(output == Array("data: 7".utf8))
  }
}
