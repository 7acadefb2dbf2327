import Testing

@testable import Portal

@Suite("Decimal numbers without loss") struct FixedPointTests {
  @Test(
    "what is read is what is written",
    arguments: [
      ("0", 0, "0"), ("395.6", 395_600_000, "395.6"), ("1,58", 1_580_000, "1.58"),
      ("-2.5", -2_500_000, "-2.5"), ("0.000001", 1, "0.000001"), ("007", 7_000_000, "7"),
      ("9000000000000", 9_000_000_000_000_000_000, "9000000000000"),
    ])
  func reading(text: String, millionths: Int64, written: String) {
    #expect(FixedPoint(text)?.millionths == millionths)
    #expect(FixedPoint(millionths: millionths).description == written)
  }

  @Test(
    "nothing else is a number",
    arguments: [
      "", ".", "1.", ".5", "1.2.3", "1e3", "+1", " 1", "0x1", "--1", "0.0000001", "9000000000001",
      "99999999999999999999", "NaN", "١",
    ])
  func refusing(text: String) {
    #expect(FixedPoint(text) == nil)
  }

  @Test("literals are the decimals they look like")
  func literals() {
    #expect(
      ([0.74, 3.5, 0.392, 46.1] as [FixedPoint]).map(\.description)
        == ["0.74", "3.5", "0.392", "46.1"])
  }
}
