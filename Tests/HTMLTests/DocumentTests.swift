import Foundation
import HTML
import Testing

@Suite struct DocumentTests {
  struct Row {
    var name: String
    var owner: String
    var progress: Int
  }

  private func page(_ rows: [Row]) -> Document {
    Document(language: "fr", title: "Cas d’usage <\(rows.count)>", bodyAttributes: [.class("wide")])
    {
      link(.rel(.stylesheet), .href("/fabrique.css"))
      script("/fabrique.js")
    } body: {
      a("Aller au contenu", .href("#main"), .class("skip"))
      main(.id("main")) {
        h1("Cas d’usage")
        if rows.isEmpty {
          p("Aucun.")
        } else {
          table {
            caption("Tous")
            thead {
              tr {
                th("Nom", .scope(.column))
                th("Porteur", .scope(.column))
              }
            }
            tbody {
              for row in rows {
                tr {
                  td { a(row.name, .href("/use-cases/\(row.name)"), .title(row.name)) }
                  td(row.owner, .data("owner", row.owner))
                  td { progress("", .value("\(row.progress)"), .max("100")) }
                }
              }
            }
          }
        }
        img(.src("/logo.svg"), .alt("Gigalis"))
      }
    }
  }

  @Test func snapshot() {
    let page = page([Row(name: "Éclairage & eau", owner: "L'Île <d'Yeu>", progress: 40)])
    #expect(
      String(decoding: page.bytes, as: UTF8.self) == """
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width, initial-scale=1">\
        <title>Cas d’usage &lt;1&gt;</title><link rel="stylesheet" href="/fabrique.css">\
        <script src="/fabrique.js" type="module"></script></head><body class="wide">\
        <a href="#main" class="skip">Aller au contenu</a><main id="main"><h1>Cas d’usage</h1>\
        <table><caption>Tous</caption><thead><tr><th scope="col">Nom</th>\
        <th scope="col">Porteur</th></tr></thead><tbody><tr><td>\
        <a href="/use-cases/%C3%89clairage%20%26%20eau" title="Éclairage &amp; eau">\
        Éclairage &amp; eau</a></td><td data-owner="L&#39;Île &lt;d&#39;Yeu&gt;">\
        L'Île &lt;d'Yeu&gt;</td><td><progress value="40" max="100"></progress></td></tr></tbody>\
        </table><img src="/logo.svg" alt="Gigalis"></main></body></html>

        """)
  }

  /// Lists the events of a document as Python's parser sees them, one per line.
  private static let parser = """
    import html.parser, sys
    void = {"br", "wbr", "hr", "img", "col", "input", "meta", "link"}
    class Parser(html.parser.HTMLParser):
        depth = []
        def say(self, kind, *what): print(kind, *(repr(part) for part in what))
        def handle_decl(self, text): self.say("declaration", text)
        def handle_comment(self, text): self.say("comment", text)
        def handle_pi(self, text): self.say("instruction", text)
        def unknown_decl(self, text): self.say("unknown", text)
        def handle_data(self, text): self.say("text", text)
        def handle_starttag(self, name, attributes):
            self.say("start", name, attributes)
            if name not in void: self.depth.append(name)
        def handle_endtag(self, name):
            if self.depth.pop() != name: self.say("broken", name)
    parser = Parser()
    parser.feed(sys.stdin.buffer.read().decode("utf-8", "strict"))
    parser.close()
    print("open", parser.depth)
    """

  private func events(_ bytes: [UInt8]) throws -> [String] {
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-X", "utf8", "-c", Self.parser]
    let (input, output) = (Pipe(), Pipe())
    python.standardInput = input
    python.standardOutput = output
    try python.run()
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try input.fileHandleForWriting.close()
    let events = try output.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    return String(decoding: events, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// An independent parser finds in a page of hostile texts the elements of the same page of
  /// harmless ones.
  @Test func hostileTextAddsNothingToThePage() throws {
    let plain = try events(page([Row(name: "name", owner: "owner", progress: 1)]).bytes)
    let attacked = try events(page([Row(name: hostile, owner: hostile, progress: 1)]).bytes)
    func shape(_ events: [String]) -> [String] {
      events.map { String($0.prefix { $0 != "[" && $0 != "\"" }) }.filter { !$0.hasPrefix("text") }
    }
    #expect(shape(plain) == shape(attacked))
    #expect(attacked.last == "open []")
    #expect(attacked.first == "declaration 'DOCTYPE html'")
    #expect(!attacked.contains { $0.hasPrefix("comment") || $0.hasPrefix("broken") })
    #expect(attacked.count { $0.hasPrefix("start 'script'") } == 1)

    // The text itself arrives whole, as Python writes it: once in the cell and once in the link.
    let read = #""><script>alert(\'1\')</script>&lt;<!--]]>"# + "\u{FFFD}\u{FFFD}"
    #expect(attacked.count { $0 == "text '\(read)'" } == 2)
    #expect(attacked.contains("start 'td' [('data-owner', '\(read)')]"))
  }
}
