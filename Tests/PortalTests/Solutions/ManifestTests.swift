import Crypto
import JSON
import Testing

@testable import Portal

@Suite("Manifests of solutions") struct ManifestTests {
  private static let digest = String(repeating: "0a", count: 32)

  private func complaints(_ text: String) -> [Complaint] {
    do {
      _ = try SolutionManifest(text)
      return []
    } catch PortalError.invalid(let complaints) {
      return complaints
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  private func fields(_ text: String) -> [String] { complaints(text).map(\.field) }

  @Test("one to begin with is a good one, and is read back member by member")
  func example() throws {
    let manifest = try SolutionManifest(SolutionManifest.example(of: "essai"))
    #expect(manifest.solution == "essai" && manifest.version == SemanticVersion("1.0.0"))
    #expect(manifest.needs == Resources(vcpu: 1, memoryGiB: 1, storageGiB: 10))
    #expect(manifest.port == 8080 && manifest.healthPath == "/health")
    #expect(manifest.artifact.host == "registry.example")
    #expect(manifest.workload.profile == "image")
  }

  @Test("it is the same document in a file, in a form and with the line ends of elsewhere")
  func document() throws {
    let text = SolutionManifest.example(of: "essai")
    let document = try SolutionManifest(text).document
    #expect(document == text + "\n")
    for other in [
      text + "\n", text + "\n\n", "\n " + text, text.replacing("\n", with: "\r\n"),
      text.replacing("\n", with: "\r\n") + "\r\n",
    ] {
      #expect(try SolutionManifest(other).document == document)
    }
  }

  @Test("every member that is wrong is named, all at once")
  func wrongMembers() {
    let text = SolutionManifest.example(of: "essai")
    for (part, replacement, members) in [
      ("fabrique-solution/1", "fabrique-solution/2", ["format"]),
      ("1.0.0\",", "1.0\",", ["version"]),
      ("8080", "0", ["port"]), ("8080", "65536", ["port"]), ("8080", "80.5", ["port"]),
      ("/health", "health", ["healthPath"]), ("/health", "/a b", ["healthPath"]),
      ("internal", "secret", ["dataClass"]), ("EUPL-1.2", "EUPL 1.2", ["licence"]),
      ("\"vcpu\": 1", "\"vcpu\": -1", ["resources"]), ("\"vcpu\": 1", "\"cpu\": 1", ["resources"]),
      ("\"port\"", "\"ports\"", ["ports", "port"]), ("\"essai\"", "\"\"", ["solution"]),
      ("\"notes\": \"Première version.\"", "\"notes\": 1", ["notes"]),
      ("\"image\"", "\"container\"", ["artifact"]),
    ] {
      let changed = text.replacing(part, with: replacement)
      #expect(changed != text)
      #expect(fields(changed) == members.map { "manifest/\($0)" }, "\(replacement)")
    }
    #expect(fields(text.replacing("8080", with: "0").replacing("/health", with: "x")).count == 2)
    for text in ["", "{", "[]", "{\"port\": 1, \"port\": 2}", "\u{0}"] {
      #expect(fields(text) == ["manifest"], "\(text)")
    }
    #expect(fields(String(repeating: "x", count: 8001)) == ["manifest"])
  }

  @Test("an image without a digest is refused in words, as a tag can be moved")
  func imageWithoutDigest() throws {
    let text = SolutionManifest.example(of: "essai")
    let bare = text.replacing(#/@sha256:[0-9a-f]{64}/#, with: "")
    let complaint = try #require(complaints(bare).first)
    #expect(complaint.field == "manifest/artifact")
    #expect(complaint.text.french.contains("ajoutez @sha256:"))
  }

  @Test("images are named in full")
  func images() throws {
    let digest = "@sha256:" + Self.digest
    for name in [
      "registry.example/minutes", "localhost/minutes", "registry.example:5000/team/minutes:1.0.0",
      "127.0.0.1:5000/a", "r.example/a.b_c__d--e/f:Latest_1",
    ] {
      let image = try ImageReference(name + digest)
      #expect(image.digest == Self.digest)
      #expect(name.hasPrefix(image.registry + "/"), "\(image.registry)")
    }
    for text in [
      "minutes" + digest, "/minutes" + digest, "registry.example/" + digest,
      "registry.example/Minutes" + digest, "REGISTRY.example/minutes" + digest,
      "registry.example/a//b" + digest, "registry.example/a:" + digest, "-r.example/a" + digest,
      "registry.example/../a" + digest, "https://registry.example/a" + digest,
      "registry.example/a@sha256:" + Self.digest.uppercased(), "registry.example/a@sha512:00",
      "registry.example/a" + digest + "0", "registry.example/a", "registry.example/a@",
      "registry.example/a b" + digest, "registry.example/é" + digest, "",
      "registry.example/" + String(repeating: "a", count: 400) + digest,
    ] {
      #expect(throws: Mistake.self, "\(text)") { try ImageReference(text) }
    }
  }

  @Test("bundles have an address and a digest, what is shipped a name that there is")
  func otherArtifacts() throws {
    let bundle = try Artifact(
      kind: .bundle, reference: "https://files.example:8443/a.tar.gz", digest: Self.digest)
    #expect(bundle.host == "files.example:8443" && bundle.digest == "sha256:" + Self.digest)
    for (address, digest) in [
      ("http://files.example/a", Self.digest), ("https://files.example", Self.digest),
      ("https://a@files.example/a", Self.digest), ("https://files.example/a b", Self.digest),
      ("https://files.example/a", "00"), ("https://files.example/a", nil),
    ] {
      #expect(throws: Mistake.self) {
        try Artifact(kind: .bundle, reference: address, digest: digest)
      }
    }
    #expect(try Artifact(kind: .shipped, reference: "minutes").digest == nil)
    #expect(throws: Mistake.self) { try Artifact(kind: .shipped, reference: "mining") }
  }

  @Test("a workload is read back from an order as it was written")
  func workload() throws {
    let manifest = try SolutionManifest(SolutionManifest.example(of: "essai"))
    for workload in [manifest.workload, .standard] {
      #expect(Workload(workload.json) == workload)
    }
    var json = manifest.workload.json
    for member in ["digest", "port", "healthPath", "reference", "kind", "version", "solution"] {
      json = manifest.workload.json
      guard case .object(var members) = json else { continue }
      members[member] = nil
      #expect(Workload(.object(members)) == nil, "\(member)")
    }
  }
}
