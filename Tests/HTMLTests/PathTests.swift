import HTML
import Testing

@Suite struct PathTests {
  @Test func literalsAlwaysStayOnTheSite() {
    #expect(("/" as Path).text == "/")
    #expect(("/a/b?c=d#e" as Path).text == "/a/b?c=d#e")
    #expect(("#main" as Path).text == "#main")
    #expect(("?page=2" as Path).text == "?page=2")
    #expect(("" as Path).text == "/")
    #expect(("users" as Path).text == "/users")
    #expect(("//evil.example" as Path).text == "/evil.example")
    #expect(("/\\evil.example" as Path).text == "/evil.example")
    #expect(("javascript:alert(1)" as Path).text == "/javascript:alert(1)")
  }

  @Test(arguments: [
    ("a b", "/x/a%20b/y"), ("é", "/x/%C3%A9/y"), ("a/b", "/x/a%2Fb/y"), ("?#&", "/x/%3F%23%26/y"),
    ("%2F", "/x/%252F/y"), ("\"<'", "/x/%22%3C%27/y"), ("..", "/x/%252E%252E/y"),
    (".", "/x/%252E/y"), ("a.b", "/x/a.b/y"), ("\r\n", "/x/%0D%0A/y"), ("", "/x//y"),
    ("~a-b_c", "/x/~a-b_c/y"),
  ])
  func valuesAreEncoded(value: String, expected: String) {
    #expect(("/x/\(value)/y" as Path).text == expected)
  }

  @Test func anEmptyOrHostileFirstSegmentNamesNoOtherSite() {
    #expect(("/\("")/evil.example" as Path).text == "/evil.example")
    #expect(("\("//evil.example")" as Path).text == "/%2F%2Fevil.example")
    #expect(("\("javascript:alert(1)")" as Path).text == "/javascript%3Aalert%281%29")
  }

  @Test func pathsBuildOnPaths() {
    let base: Path = "/use-cases/\(7)"
    #expect(("\(base)/edit" as Path).text == "/use-cases/7/edit")
    #expect(("/session?next=\(base)" as Path).text == "/session?next=%2Fuse-cases%2F7")
  }

  @Test func textFromOutsideIsChecked() {
    for text in ["/", "/a/b?c=d%20e&f=(g)#h", "/a//b"] {
      #expect(Path(checking: text)?.text == text)
    }
    for text in [
      "", "a", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
      "javascript:alert(1)", " /a", "/a b", "/a\r\nSet-Cookie: x", "/é", "/\"", "/<", "/\u{0}",
      "?a",
      "/\t/evil.example",
    ] {
      #expect(Path(checking: text) == nil, "\(text)")
    }
  }

  @Test func externalLinks() {
    for (text, expected) in [
      ("https://gigalis.org", "https://gigalis.org"),
      ("HTTP://A.fr:8080/x?y#z", "HTTP://A.fr:8080/x?y#z"),
      ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
      ("https://fr.wikipedia.org/wiki/Évaluation", "https://fr.wikipedia.org/wiki/%C3%89valuation"),
      ("mailto:dpo+ia@ville.fr", "mailto:dpo+ia@ville.fr"),
      ("https://a.fr/path@x", "https://a.fr/path@x"),
    ] {
      #expect(ExternalLink(text)?.text == expected)
    }
    for text in [
      "", "gigalis.org", "/a", "//gigalis.org", "javascript:alert(1)", "JavaScript:alert(1)",
      "java\tscript:alert(1)", " https://a.fr", "https:a.fr", "https:///a.fr", "https://",
      "https:/a.fr",
      "https://user@evil.fr", "https://gigalis.org:x@evil.fr", "https://évil.fr",
      "https://a.fr/a b",
      "https://a.fr\\@b.fr", "https://a.fr/\"onclick=", "https://a.fr/\n", "data:text/html,x",
      "vbscript:x", "ftp://a.fr", "mailto:", "mailto:a", "mailto:a@b@c", "mailto:a@b?cc=x@y",
      "mailto:a@b,c", "blob:https://a.fr/x", "https://a.fr/" + String(repeating: "x", count: 2048),
    ] {
      #expect(ExternalLink(text) == nil, "\(text)")
    }
  }

  @Test func bothCanBeLinked() throws {
    let external = try #require(ExternalLink("https://a.fr/?x=1&y='2'"))
    #expect(
      a("A", .href(external)).bytes
        == Array("<a href=\"https://a.fr/?x=1&amp;y=&#39;2&#39;\">A</a>".utf8))
    #expect(
      a("A", .href("/b?c=\("d&e")&f=1")).bytes == Array("<a href=\"/b?c=d%26e&amp;f=1\">A</a>".utf8)
    )
  }
}
