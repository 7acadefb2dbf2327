import HTML
import Testing

/// What an attacker would put wherever a page shows something.
let hostile = "\"><script>alert('1')</script>&lt;<!--]]>\u{0}\u{1B}"

@Suite struct EscapingTests {
  private func rendered(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test func textKeepsQuotesAndEscapesMarkup() {
    #expect(
      rendered(p(hostile))
        == "<p>\"&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;lt;&lt;!--]]&gt;\u{FFFD}\u{FFFD}</p>"
    )
  }

  @Test func textInBuildersIsEscaped() {
    #expect(rendered(HTML { "<b>" }) == "&lt;b&gt;")
    #expect(rendered(div { "<b>" }) == "<div>&lt;b&gt;</div>")
    #expect(rendered(HTML("<b>")) == "&lt;b&gt;")
  }

  @Test func attributeValuesEscapeQuotesToo() {
    #expect(
      rendered(span("", .title(hostile)))
        == "<span title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;lt;&lt;!--]]&gt;\u{FFFD}\u{FFFD}\"></span>"
    )
  }

  @Test func textElementsCannotBeClosedFromWithin() {
    #expect(
      rendered(textarea("</textarea><b>")) == "<textarea>\n&lt;/textarea&gt;&lt;b&gt;</textarea>")
    #expect(
      rendered(option("</option>", .value("\"")))
        == "<option value=\"&quot;\">&lt;/option&gt;</option>")
  }

  @Test func controlCharactersAreReplacedAndWhiteSpaceKept() {
    for value in UInt8(0)..<0x80 {
      let character = String(Unicode.Scalar(value))
      let expected =
        switch value {
        case 0x09, 0x0A, 0x0C, 0x0D: character
        case 0..<0x20, 0x7F: "\u{FFFD}"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        default: character
        }
      #expect(Array(rendered(HTML("é" + character)).utf8) == Array(("é" + expected).utf8))
    }
  }

  @Test func otherLanguagesPassUntouched() {
    #expect(
      rendered(HTML("L’été à Saint-Sébastien\u{A0}: 😀 \u{2028}"))
        == "L’été à Saint-Sébastien\u{A0}: 😀 \u{2028}")
  }
}
