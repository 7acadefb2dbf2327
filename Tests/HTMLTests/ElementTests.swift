// Foundation brings C functions named as elements are: `div`, `time`, `link`, `select`.
import Foundation
import HTML
import Testing

@Suite struct ElementTests {
  private func rendered(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test func nestsAndConcatenates() {
    let html = div(.class("card"), .id("x")) {
      h2("Title")
      p {
        "One "
        strong("two")
        " three"
      }
      time("21 novembre", .datetime("2026-11-21"))
    }
    #expect(
      rendered(html)
        == "<div class=\"card\" id=\"x\"><h2>Title</h2><p>One <strong>two</strong> three</p>"
        + "<time datetime=\"2026-11-21\">21 novembre</time></div>")
  }

  @Test func voidElementsHaveNoEnd() {
    #expect(rendered(br()) == "<br>")
    #expect(
      rendered(input(.type(.dateAndTime), .name("from"), .required()))
        == "<input type=\"datetime-local\" name=\"from\" required>")
    #expect(
      rendered(link(.rel(.stylesheet), .href("/fabrique.css")))
        == "<link rel=\"stylesheet\" href=\"/fabrique.css\">")
  }

  @Test func emptyContent() {
    #expect(rendered(td("")) == "<td></td>")
    #expect(rendered(tbody {}) == "<tbody></tbody>")
    #expect(HTML().isEmpty)
  }

  enum State: CaseIterable { case draft, published, archived }

  private func badge(_ state: State, owner: String?, count: Int) -> HTML {
    HTML {
      switch state {
      case .draft: em("draft")
      case .published: strong("published")
      case .archived: s("archived")
      }
      if let owner { " by \(owner)" }
      if count > 1 { " several" } else if count == 1 { " one" } else { " none" }
      for number in 0..<count where number != 1 { span("\(number)") }
    }
  }

  @Test func controlFlow() {
    #expect(rendered(badge(.draft, owner: nil, count: 0)) == "<em>draft</em> none")
    #expect(
      rendered(badge(.published, owner: "A&B", count: 1))
        == "<strong>published</strong> by A&amp;B one<span>0</span>")
    #expect(
      rendered(badge(.archived, owner: nil, count: 3))
        == "<s>archived</s> several<span>0</span><span>2</span>")
  }

  @Test func piecesCanBeReused() {
    let piece = p("x")
    #expect(
      rendered(
        HTML {
          piece
          piece
        }) == "<p>x</p><p>x</p>")
    #expect(rendered(piece) == "<p>x</p>")
  }

  @Test func formControls() {
    let html = form(.method(.post), .action("/organisations"), .novalidate()) {
      label("Kind", .for("kind"))
      select(.id("kind"), .name("kind"), .required(if: false)) {
        option("Commune", .value("commune"), .selected(if: true))
        option("EPCI", .value("epci"), .selected(if: false))
      }
      textarea("\nsecond line", .name("text"), .rows(3))
      button("Send", .type(.submit), .disabled(if: true))
    }
    #expect(
      rendered(html)
        == "<form method=\"post\" action=\"/organisations\" novalidate><label for=\"kind\">Kind</label>"
        + "<select id=\"kind\" name=\"kind\"><option value=\"commune\" selected>Commune</option>"
        + "<option value=\"epci\">EPCI</option></select>"
        + "<textarea name=\"text\" rows=\"3\">\n\nsecond line</textarea>"
        + "<button type=\"submit\" disabled>Send</button></form>")
  }

  @Test func attributes() {
    let current = Attribute.aria(.current, "page")
    #expect(rendered(a("x", current.only(if: true))) == "<a aria-current=\"page\">x</a>")
    #expect(rendered(a("x", current.only(if: false), .id("y"))) == "<a id=\"y\">x</a>")
    #expect(
      rendered(span("", .several([.data("row-2", "<"), .aria(.hidden, true)]), .role(.status)))
        == "<span data-row-2=\"&lt;\" aria-hidden=\"true\" role=\"status\"></span>")
    #expect(
      rendered(th("Name", .scope(.column), .colspan(2)))
        == "<th scope=\"col\" colspan=\"2\">Name</th>")
  }

  @Test func dataAttributesCheckTheirName() async {
    await #expect(processExitsWith: .failure) { _ = Attribute.data("x onclick", "") }
    await #expect(processExitsWith: .failure) { _ = Attribute.data("", "") }
  }

  @Test func scriptsAndIcons() {
    #expect(
      rendered(script("/app.js")) == "<script src=\"/app.js\" type=\"module\"></script>")
    #expect(
      rendered(script("/app.js", .deferred)) == "<script src=\"/app.js\" defer></script>")
    #expect(
      rendered(icon("/icons.svg#check", .class("icon")))
        == "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/icons.svg#check\"></use></svg>")
  }
}
