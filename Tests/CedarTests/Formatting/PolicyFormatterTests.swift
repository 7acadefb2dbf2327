import Cedar
import Foundation
import Testing

@Suite struct PolicyFormatterTests {
  @Test func spaceIsSetRight() throws {
    let text = """
      //  a comment
      @id( "a" )@note permit(principal==A :: "b" ,action in[Action::"c" ],resource is  T)
      when{principal . a [ "b" ]==-1&&! resource.isInRange( 1,- 2)   - 3 in(1)}unless{if(true)then{a :1}else[]};


      forbid(principal,action,resource);
      """
    #expect(
      try PolicyFormatter().format(text) == """
        //  a comment
        @id("a")
        @note
        permit (principal == A::"b", action in [Action::"c"], resource is T)
        when { principal.a["b"] == -1 && !resource.isInRange(1, -2) - 3 in (1) }
        unless { if (true) then {a: 1} else [] };

        forbid (principal, action, resource);

        """)
  }

  @Test func longLinesBreak() throws {
    let text = """
      permit(principal is Member,action in[Action::"first",Action::"second",Action::"third"],resource)
      when{principal.isFirst && principal.isSecond || principal.isThird && [1000,2000,3000,4000].contains(resource.size)}
      when{if principal.isFirst then principal.isSecond else principal.isThird};
      """
    #expect(
      try PolicyFormatter(width: 40).format(text) == """
        permit (
          principal is Member,
          action in [
            Action::"first", Action::"second",
            Action::"third"
          ],
          resource
        ) when {
          principal.isFirst &&
            principal.isSecond ||
          principal.isThird &&
            [
              1000, 2000, 3000, 4000
            ].contains(resource.size)
        }
        when {
          if principal.isFirst
            then principal.isSecond
            else principal.isThird
        };

        """)
  }

  @Test func theAuthorsBreaksStay() throws {
    let text = """
      permit (
        principal,
        action in [
          Action::"a", Action::"b",
          Action::"c"
        ],
        resource
      ) when {
        principal.a && principal.b &&
        principal.c
      };

      """
    #expect(try PolicyFormatter().format(text) == text)
  }

  @Test func commentsStay() throws {
    let text = """
      // top

      // of the first
      @id("a") // why
      permit ( // head
        principal, // who
        // before the action
        action,
        resource
        // behind the resource
      ) // behind the head
      when {
        // before the first
        principal.a && // the first

        // before the second
        principal.b // the second
        && principal.c
        // the last
      }; // the end

      // bottom

      """
    let formatted = try PolicyFormatter().format(text)
    #expect(
      formatted == """
        // top

        // of the first
        @id("a") // why
        permit ( // head
          principal, // who
          // before the action
          action,
          resource
          // behind the resource
        ) // behind the head
        when {
          // before the first
          principal.a && // the first

          // before the second
          principal.b // the second
          && principal.c
          // the last
        }; // the end

        // bottom

        """)
    #expect(try PolicyFormatter().format(formatted) == formatted)
  }

  /// A comment, an empty line or a line break between any two words is kept, changes nothing of the
  /// meaning, and is laid out for good the first time.
  @Test(arguments: [" // note\n", "\n// note\n", "\n\n// one\n\n// two\n\n", "\n", "\r\n", "//\r"])
  func commentsMayStandAnywhere(inserted: String) throws {
    let words = """
      @ id ( "a" ) permit ( principal is A in ? , action in [ Action :: "c" , Action :: "d" ] , \
      resource ) when { if a :: "b" . isInRange ( 1 , { d : - 1 } ) then ( true || ! false && [ ] has e ) \
      else 1 + 2 } unless { true } ; forbid ( principal , action , resource ) ;
      """.replacingOccurrences(of: "?", with: "A :: \"e\"").split(separator: " ")
    let meaning = try PolicySet(parsing: words.joined(separator: " ")).policies
    for position in 0...words.count {
      let text =
        words[..<position].joined(separator: " ") + inserted
        + words[position...].joined(separator: " ")
      let formatter = PolicyFormatter(width: position.isMultiple(of: 2) ? 30 : 100)
      let formatted = try formatter.format(text)
      #expect(try PolicySet(parsing: formatted).policies == meaning)
      #expect(try formatter.format(formatted) == formatted)
      #expect(
        formatted.components(separatedBy: "//").count == text.components(separatedBy: "//").count)
    }
  }

  @Test func mistakesAreNamed() {
    let error = #expect(throws: ParseErrors.self) {
      try PolicyFormatter().format("permit (principal);", file: "a")
    }
    #expect(error?.description == "a:1:18: Expected `,`, found `)`.")
  }

  @Test func emptyTextsStayEmpty() throws {
    #expect(try PolicyFormatter().format("") == "")
    #expect(try PolicyFormatter().format(" \n\n") == "")
    #expect(try PolicyFormatter().format("\n\n//  a \n") == "//  a\n")
  }

  @Test func longChainsAreLaidOut() throws {
    let chain = Array(repeating: "true", count: 10_000).joined(separator: "&&")
    let formatted = try PolicyFormatter().format(
      "permit (principal, action, resource) when { \(chain) };")
    #expect(formatted.utf8.count { $0 == UInt8(ascii: "\n") } == 10_003)
  }
}
