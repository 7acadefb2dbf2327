import Foundation
import Portal
import TestSupport
import Testing

@Suite("A rule that fails")
struct RuleFailureTests {
  /// Overflows for every case of the library, and is valid all the same.
  private static let failing = """
    @id("overflows") @reason("Essai.") @reason_en("Test.")
    permit (principal, action, resource is UseCase)
    when { 9223372036854775807 + (if resource.inLibrary then 1 else 0) == 0 };
    """

  /// Collects what is told to the operator.
  private final class Faults: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var messages: [String] = []  // guarded by `lock`

    func add(_ message: String) { lock.withLock { messages.append(message) } }
    var all: [String] { lock.withLock { messages } }
  }

  @Test("denies, though others permit, tells the operator, and stands in the log")
  func denies() async throws {
    let faults = Faults()
    let test = try await TestPortal(adding: Self.failing) { $0.reportFault = faults.add }
    let draft = try await test.useCase(in: .inReview)
    #expect(faults.all == [])

    _ = try await test.portal.publishUseCase(
      draft.id, version: draft.version, as: test.cast.curator)
    let count = try test.auditCount()
    let error = await #expect(throws: PortalError.self) {
      try await test.portal.archiveUseCase(draft.id, reason: "x", version: 9, as: test.cast.curator)
    }
    // What may not be viewed is not there, not even for whom another rule permits it.
    guard case .notFound = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try test.auditCount() == count)
    let told = try #require(faults.all.first)
    #expect(told == "rule overflows failed on viewUseCase: The result does not fit into 64 bits.")
  }

  @Test("a refusal for its sake says so and names it in the log")
  func explains() async throws {
    let faults = Faults()
    let rule = Self.failing.replacing(
      "action, resource is UseCase", with: "action == Action::\"archiveUseCase\", resource is UseCase")
    let test = try await TestPortal(adding: rule) { $0.reportFault = faults.add }
    let useCase = try await test.useCase(in: .published)
    let error = await #expect(throws: PortalError.self) {
      try await test.portal.archiveUseCase(
        useCase.id, reason: "x", version: useCase.version, as: test.cast.curator)
    }
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.failures.map(\.rule.id) == ["overflows"])
    #expect(refusal.text.english.contains("could not be evaluated"))
    let log = try await test.portal.auditLog(AuditFilter(outcome: .refused), as: test.cast.auditor)
    let detail = try #require(log.items.first?.detail)
    #expect("\(detail)".contains("failed/overflows"))
  }
}
