import Cedar
import Testing

@Suite struct ExtensionTests {
  @Test(arguments: [
    #"decimal("1.0") == decimal("1.0000")"#, #"decimal("-0.5").lessThan(decimal("0.5"))"#,
    #"decimal("-0.0") == decimal("0.0")"#, #"decimal("1.2").lessThanOrEqual(decimal("1.2"))"#,
    #"decimal("1.21").greaterThan(decimal("1.2"))"#,
    #"decimal("1.2").greaterThanOrEqual(decimal("1.2"))"#,
    #"decimal("-922337203685477.5808").lessThan(decimal("922337203685477.5807"))"#,
    #"ip("127.0.0.1").isLoopback()"#, #"!ip("127.0.0.1/7").isLoopback()"#,
    #"ip("::1").isLoopback()"#, #"!ip("::1/127").isLoopback()"#, #"ip("224.0.0.1").isMulticast()"#,
    #"ip("ff02::1").isMulticast()"#, #"!ip("10.0.0.1").isMulticast()"#,
    #"ip("10.1.2.3").isInRange(ip("10.0.0.0/8"))"#,
    #"!ip("10.0.0.0/7").isInRange(ip("10.0.0.0/8"))"#,
    #"ip("10.0.0.0/8").isInRange(ip("0.0.0.0/0"))"#,
    #"ip("2001:db8::1").isInRange(ip("2001:db8::/32"))"#, #"ip("::").isInRange(ip("::/0"))"#,
    #"!ip("::ffff").isInRange(ip("0.0.0.0/0"))"#, #"ip("1.2.3.4").isIpv4()"#,
    #"ip("A::b").isIpv6()"#, #"!ip("::").isIpv4()"#, #"ip("10.0.0.1/8") != ip("10.0.0.2/8")"#,
    #"ip("10.0.0.1") == ip("10.0.0.1/32")"#, #"ip("1::") == ip("1:0:0:0:0:0:0:0")"#,
    #"ip("1:2:3:4:5:6:7::") == ip("1:2:3:4:5:6:7:0")"#,
    #"datetime("1970-01-01") < datetime("1970-01-01T00:00:00.001Z")"#,
    #"datetime("2024-02-29T23:59:59Z").toDate() == datetime("2024-02-29")"#,
    #"datetime("1970-01-01T02:00:00+0200") == datetime("1970-01-01")"#,
    #"datetime("1969-12-31T22:00:00-0200") == datetime("1970-01-01")"#,
    #"datetime("2000-03-01").durationSince(datetime("2000-02-28")) == duration("2d")"#,
    #"datetime("1900-03-01").durationSince(datetime("1900-02-28")) == duration("1d")"#,
    #"datetime("0000-01-01").durationSince(datetime("1970-01-01")).toDays() == -719528"#,
    #"datetime("9999-12-31").durationSince(datetime("1970-01-01")).toDays() == 2932896"#,
    #"datetime("1969-12-31T12:00:00Z").toTime() == duration("12h")"#,
    #"datetime("1969-12-31T12:00:00Z").toDate() == datetime("1969-12-31")"#,
    #"datetime("1969-12-31").toTime() == duration("0s")"#,
    #"datetime("2024-01-31").offset(duration("1d")) == datetime("2024-02-01")"#,
    #"duration("1d2h3m4s5ms").toMilliseconds() == 93784005"#,
    #"duration("-1d2h") == duration("-26h")"#, #"duration("61m").toHours() == 1"#,
    #"duration("-61m").toHours() == -1"#, #"duration("90s").toMinutes() == 1"#,
    #"duration("1500ms").toSeconds() == 1"#, #"duration("1m") > duration("1ms")"#,
    #"duration("-9223372036854775808ms") < duration("0ms")"#,
    #"[ip("::1"), decimal("1.0")].contains(ip("0:0::1"))"#,
  ])
  func holds(expression: String) throws {
    #expect(try outcome(of: expression) == .success(true))
  }

  @Test(arguments: [
    "decimal": [
      "", "1", "1.", ".1", "-.1", "+1.0", "1.00000", "1.0.0", "1e1", "١.0",
      "922337203685477.5808", "-922337203685477.5809", " 1.0", "1_0.0",
    ],
    "ip": [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/08",
      "1.2.3.4/-1", "::/129", "1::2::3", ":::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "12345::", "g::", ":1::", "::1%lo", "1.2.3.4/8/8",
    ],
    "datetime": [
      "", "2024", "2024-1-1", "2024-13-01", "2024-02-30", "2023-02-29", "1900-02-29", "2024-00-01",
      "2024-01-00", "2024-01-01Z", "2024-01-01T00:00:00", "2024-01-01T24:00:00Z",
      "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.1Z",
      "2024-01-01T00:00:00+2400", "2024-01-01T00:00:00+0060", "2024-01-01T00:00:00+02:00",
      "2024-01-01t00:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00ZZ", "-2024-01-01",
    ],
    "duration": [
      "", "-", "1", "d", "1x", "1h1d", "1d1d", "1d ", "+1d", "--1d", "1.5h", "1D",
      "9223372036854775808ms", "-9223372036854775809ms", "106751991168d", "1d-1h",
    ],
  ])
  func malformedTextsAreErrors(function: String, texts: [String]) throws {
    let function = try #require(ExtensionFunction(rawValue: function))
    for text in texts {
      #expect(
        try outcome(of: "\(function.rawValue)(context.text) == 1", context: ["text": .string(text)])
          == .failure(.malformed(function, ExactString(text))))
      #expect(
        try outcome(of: #"\#(function.rawValue)("\#(text)") == 1"#)
          == .failure(.malformed(function, ExactString(text))))
    }
  }

  @Test func resultsOutOfRangeAreErrors() throws {
    let latest = #"datetime("1970-01-01").offset(duration("9223372036854775807ms"))"#
    let earliest = #"datetime("1970-01-01").offset(duration("-9223372036854775808ms"))"#
    #expect(
      try outcome(of: #"\#(latest).offset(duration("1ms")) == 1"#)
        == .failure(.extensionOverflow(.offset)))
    #expect(
      try outcome(of: "\(earliest).durationSince(\(latest)) == 1")
        == .failure(.extensionOverflow(.durationSince)))
    #expect(
      try outcome(of: "\(earliest).toDate() == 1") == .failure(.extensionOverflow(.toDate)))
    #expect(try outcome(of: "\(latest).toDate() < \(latest)") == .success(true))
  }

  @Test func theyAreShownAsPoliciesWriteThem() throws {
    let decimal = try #require(Value.Decimal(parsing: "-0.05"))
    #expect(Value.decimal(decimal).description == #"decimal("-0.0500")"#)
    let address = try #require(Value.IPAddress(parsing: "2001:DB8::1/64"))
    #expect(Value.ipAddress(address).description == #"ip("2001:db8:0:0:0:0:0:1/64")"#)
    let network = try #require(Value.IPAddress(parsing: "10.0.0.0/8"))
    #expect(Value.ipAddress(network).description == #"ip("10.0.0.0/8")"#)
    let span = try #require(Value.Duration(parsing: "1s"))
    #expect(Value.duration(span).description == #"duration("1000ms")"#)
    #expect(
      Value.datetime(Value.Datetime(milliseconds: -1)).description
        == #"datetime("1970-01-01").offset(duration("-1ms"))"#)
  }
}
