import JSON
import Portal
import Testing

@testable import Server

@Suite("Claims") struct ClaimTests {
  private static let group = "fabrique.gigalis.example"

  private func file(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("a claim is read back as it was written, and only under its own name and group")
  func carried() throws {
    let order = try Order.sample()
    let claim = Claim(order, as: .suspended, group: Self.group)
    let name = order.deployment.engineName
    let read = try #require(Claim(file: claim.file, named: name, group: Self.group))
    #expect(read.order.digest == order.digest && read.state == .suspended)
    #expect(Claim(file: claim.file, named: "h-" + name, group: Self.group) == nil)
    #expect(Claim(file: claim.file, named: name, group: "example.org") == nil)
    #expect(Claim(file: file("{}"), named: name, group: Self.group) == nil)
  }

  @Test("a claim says what to run, image or bundle, digest and all")
  func workload() throws {
    for workload in [SampleWorkload.image(), SampleWorkload.bundle] {
      let claim = Claim(try .sample(workload: workload), as: .running, group: Self.group)
      #expect(try JSON(parsing: claim.file)["spec"]?["workload"] == workload)
    }
  }

  @Test("what somebody changed in a file is named")
  func drift() throws {
    let claim = Claim(try .sample(), as: .running, group: Self.group)
    let text = String(decoding: claim.file, as: UTF8.self)
    #expect(claim.differences(in: claim.file).isEmpty)
    #expect(
      claim.differences(in: file(text.replacing("\"vcpu\": 2,", with: "\"vcpu\": 9,")))
        == ["resources"])
    #expect(claim.differences(in: file(text.replacing("v1", with: "v2"))) == ["metadata"])
    #expect(claim.differences(in: file("nonsense")) == ["?"])
  }

  @Test("writing a claim lists it; releasing moves it out of the list; what is gone is forgotten")
  func tree() throws {
    let order = try Order.sample()
    let name = order.deployment.engineName
    let claim = Claim(order, as: .running, group: Self.group).file
    let empty = ClaimTree(claims: [:], releasing: [:], status: [:])
    var tree = empty
    tree.claims[name] = claim
    let first = tree.changes(since: empty)
    #expect(first.keys.sorted() == ["claims/\(name).json", "claims/kustomization.yaml"])
    let list = try #require(first["claims/kustomization.yaml"] ?? nil)
    #expect(String(decoding: list, as: UTF8.self).hasSuffix("resources:\n- \(name).json\n"))

    let there = ClaimTree(
      claims: ["\(name).json": claim, "kustomization.yaml": list, "quota.json": file("{}")],
      releasing: [:], status: [:])
    #expect(there.names == [name] && there.changes(since: there).isEmpty)
    var released = there
    released.claims[name] = nil
    released.releasing[name] = Claim(order, as: .released, group: Self.group).file
    let second = released.changes(since: there)
    #expect(second["claims/\(name).json"] == .some(nil))
    #expect(
      String(decoding: (second["claims/kustomization.yaml"] ?? nil) ?? [], as: UTF8.self)
        .hasSuffix("resources: []\n"))

    for (phase, revision, isForgotten) in [
      ("absent", 1, true), ("absent", 2, false), ("releasing", 1, false),
    ] {
      var tree = ClaimTree(
        claims: [:],
        releasing: ["\(name).json": Claim(order, as: .released, group: Self.group).file],
        status: ["\(name).json": file("{\"revision\": \(revision), \"phase\": \"\(phase)\"}")])
      tree.forgetReleased(group: Self.group)
      #expect(tree.names.isEmpty == isForgotten)
    }
  }
}
