import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct SignInThrottleTests {
  @Test func theWaitGrowsWithEachFailureOfAnAccount() {
    let last = Instant(milliseconds: 0)
    let waits = (0...12).map {
      SignInThrottle.wait(afterFailures: $0, last: last, now: last)
    }
    #expect(waits == [nil, nil, nil, nil, nil, 30, 60, 120, 240, 480, 900, 900, 900])
    #expect(SignInThrottle.wait(afterFailures: 5, last: last, now: last.adding(seconds: 29)) == 1)
    #expect(SignInThrottle.wait(afterFailures: 5, last: last, now: last.adding(seconds: 30)) == nil)
  }

  @Test func theFifthFailureOfAnAccountMakesEvenTheRightPasswordWait() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead)
    for number in 1...5 {
      let error = try await test.failure(leaving: 1) {
        try await test.signIn(email, "wrong", address: "192.0.2.\(number)")
      }
      #expect(error.wait == nil)
    }
    #expect(try await test.failure { try await test.signIn(email) }.wait == 30)
    // Others at the same address are not held up.
    _ = try await test.session(of: test.cast.curator)
    test.clock.advance(seconds: 30)
    _ = try await test.signIn(email)
    // Success wipes the slate.
    #expect(
      try await test.failure(leaving: 1) { try await test.signIn(email, "wrong") }.wait == nil)
  }

  @Test func thirtyFailuresOfAnAddressCloseItForEverybody() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead)
    for number in 1...30 {
      _ = try await test.failure(leaving: 1) {
        try await test.signIn("nobody\(number)@example.org", "wrong")
      }
    }
    #expect(try await test.failure { try await test.signIn(email) }.wait == 900)
    _ = try await test.signIn(email, address: "192.0.2.99")
    test.clock.advance(seconds: 900)
    _ = try await test.signIn(email)
  }

  @Test func attemptsMadeAtTheSameTimeCountTogether() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead)
    let tried = await withTaskGroup(of: Bool.self) { group in
      for number in 1...20 {
        group.addTask {
          do {
            _ = try await test.signIn(email, "wrong \(number)", address: "192.0.2.\(number)")
            return true
          } catch PortalError.throttled {
            return false
          } catch {
            return true
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(tried == 5)
  }

  @Test func oldFailuresAreForgotten() async throws {
    let test = try await TestPortal()
    _ = try await test.failure(leaving: 1) { try await test.signIn("nobody@example.org", "wrong") }
    test.clock.advance(seconds: 3601)
    _ = try await test.session(of: test.cast.townLead)
    #expect(try test.value("SELECT count(*) FROM signInFailure") == 0)
  }
}
