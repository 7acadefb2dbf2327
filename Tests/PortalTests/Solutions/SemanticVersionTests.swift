import Portal
import Testing

@Suite("Versions (Semantic Versioning 2.0.0)") struct SemanticVersionTests {
  @Test(
    "the grammar of the specification is read, and nothing else",
    arguments: [
      ("1.0.0", true), ("0.0.0", true), ("10.20.30", true), ("1.0.0-alpha.1", true),
      ("1.0.0-0.3.7", true), ("1.0.0-x-y-z.--", true), ("1.0.0+20130313144700", true),
      ("1.0.0-beta+exp.sha.5114f85", true), ("1.0.0+21AF26D3----117B344092BD", true),
      ("1.0.0-0A.is.legal", true), ("1.0.0-alpha+001", true),
      ("99999999999999999999.999999999999999999.9", true),
      ("1", false), ("1.2", false), ("1.2.3.4", false), ("1.2.3-0123", false), ("01.1.1", false),
      ("1.01.1", false), ("1.1.01", false), ("1.2.3-", false), ("1.2.3+", false),
      ("1.2.3-a..b", false), ("v1.2.3", false), ("1.2.-3", false), ("+justmeta", false),
      ("1.2.3+a+b", false), ("1.2.3-é", false), ("1.2.3 ", false), ("", false), ("-.-.-", false),
      ("١.٢.٣", false), ("1.2.3+\u{301}a", false),
      ("1.0.0-" + String(repeating: "a", count: 60), false),
    ])
  func grammar(text: String, isVersion: Bool) {
    #expect((SemanticVersion(text) != nil) == isVersion)
    if isVersion { #expect(SemanticVersion(text)?.description == text) }
  }

  @Test("precedence is that of §11, for every pair")
  func precedence() throws {
    let rising = try [
      "0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-11", "1.0.0-alpha", "1.0.0-alpha.1",
      "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
      "1.0.1", "1.9.0", "1.10.0", "2.0.0-0", "2.0.0", "99999999999999999999.0.0",
    ].map { try #require(SemanticVersion($0)) }
    for (index, left) in rising.enumerated() {
      for (other, right) in rising.enumerated() {
        #expect(left.precedes(right) == (index < other), "\(left) \(right)")
        #expect(left.equals(right) == (index == other), "\(left) \(right)")
      }
    }
  }

  @Test("what was built of it counts for nothing")
  func builds() throws {
    let (one, other) = (
      try #require(SemanticVersion("1.0.0+1")), try #require(SemanticVersion("1.0.0+2"))
    )
    #expect(!one.precedes(other) && !other.precedes(one) && one.equals(other))
  }
}
