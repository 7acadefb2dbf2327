import SQLite
import Testing

@Suite struct SQLTests {
  private enum Colour: String, Bindable { case red, blue }
  private enum Level: Int, Bindable { case low = 1 }

  @Test func interpolationBindsAndNeverSplices() {
    let hostile = "x'; DROP TABLE note; --"
    let sql: SQL = "SELECT id FROM note WHERE body = \(hostile) AND id > \(7)"
    #expect(sql.text == "SELECT id FROM note WHERE body = ? AND id > ?")
    #expect(sql.bindings == [.text(hostile), .integer(7)])
  }

  @Test func everyBindableHasItsClass() {
    let none: String? = nil
    let sql: SQL =
      "\(1) \(Int64(2)) \(true) \(0.5) \("é") \([1, 2] as [UInt8]) \(none) \(Colour.blue) \(Level.low)"
    #expect(
      sql.bindings == [
        .integer(1), .integer(2), .integer(1), .real(0.5), .text("é"), .blob([1, 2]), .null,
        .text("blue"), .integer(1),
      ])
  }

  @Test func listsBecomeParentheses() {
    let none: [Int] = []
    #expect(("id IN \([1, 2, 3])" as SQL).text == "id IN (?,?,?)")
    #expect(("id IN \(none)" as SQL).text == "id IN ()")
    #expect(("c IN \([Colour.red])" as SQL).bindings == [.text("red")])
  }

  @Test func piecesKeepTheirBindingsInOrder() {
    let filter: SQL = "state = \("open")"
    var sql: SQL = "SELECT 1 WHERE \(filter) AND age > \(3)"
    sql += " LIMIT \(5)"
    #expect(sql.text == "SELECT 1 WHERE state = ? AND age > ? LIMIT ?")
    #expect(sql.bindings == [.text("open"), .integer(3), .integer(5)])

    let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
    let joined = conditions.joined(separator: " AND ")
    #expect(joined.text == "a = ? AND b = ?")
    #expect(joined.bindings == [.integer(1), .integer(2)])
    #expect(([] as [SQL]).joined(separator: ",").isEmpty)
    #expect(("a" + "b" as SQL).text == "ab")
  }

  @Test func valuesAreEqualByBytes() {
    #expect(SQLValue.text("\u{e9}") != .text("e\u{301}"))
    #expect(Set([SQLValue.text("\u{e9}"), .text("e\u{301}"), .text("\u{e9}")]).count == 2)
    #expect(SQLValue.integer(1) != .real(1))
  }
}
