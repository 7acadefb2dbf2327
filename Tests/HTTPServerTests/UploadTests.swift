import Crypto
import Foundation
import Glibc
import HTTP
import HTTPServer
import Testing

@Suite struct UploadTests {
  /// Takes forms with files on every path but `/plain`.
  private struct Taking: Handler {
    var limits = MultipartLimits(fieldBytes: 1000, fileBytes: 10_000_000)
    let answer: @Sendable (Request) async throws -> String

    func bodyPlan(for request: Request) -> BodyPlan {
      BodyPlan(bytes: 500, multipart: request.path == "/plain" ? nil : limits)
    }

    func respond(to request: Request) async -> Response {
      do {
        return .text(try await answer(request))
      } catch {
        return .text("\(error)", status: .internalServerError)
      }
    }
  }

  private let folder = NSTemporaryDirectory() + "uploads-" + UUID().uuidString

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// The files on disk that belong to requests.
  private static func files(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
      .filter { $0.contains("/") }
  }

  private static func form(_ content: [UInt8], field: String = "é", end: String = "--\r\n")
    -> [UInt8]
  {
    Array(
      """
      --b\r\nContent-Disposition: form-data; name="note"\r\n\r\n\(field)\r\n\
      --b\r\nContent-Disposition: form-data; name="file"; filename="../a.csv"\r\n\
      Content-Type: text/csv\r\n\r\n
      """.utf8) + content + Array("\r\n--b\(end)".utf8)
  }

  private static func post(_ body: [UInt8], to path: String = "/", length: Int? = nil) -> [UInt8] {
    Array(
      """
      POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n\
      Content-Length: \(length ?? body.count)\r\n\r\n
      """.utf8) + body
  }

  private static let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  @Test func filesGoToDiskAndFieldsToMemory() async throws {
    defer { remove() }
    let folder = folder
    let handler = Taking { request in
      let form = try #require(request.multipart)
      let file = try #require(form.file("file"))
      #expect(request.body.isEmpty)
      #expect(form.fields.first("note") == "é")
      #expect(form.files.count == 1)
      #expect([file.name, file.type] == ["a.csv", "text/csv"])
      #expect(file.size == Self.content.count)
      #expect(file.sha256 == Digest.sha256(Self.content))
      #expect(try file.open().read(upTo: file.size + 1) == Self.content)
      let path = try #require(Self.files(in: folder).first)
      var status = stat()
      #expect(stat(folder + "/" + path, &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o600)
      return "taken"
    }
    try await serving(handler) {
      $0.uploadFolder = folder
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.post(Self.form(Self.content)))
      #expect(try client.readAnswer().body == "taken")
      #expect(Self.files(in: folder).isEmpty, "the file has gone with its request")
      // In chunks that end where nothing else does, and the connection goes on.
      let body = Self.form(Self.content)
      var chunked = Array(
        """
        POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n\
        Transfer-Encoding: chunked\r\n\r\n
        """.utf8)
      for start in stride(from: 0, to: body.count, by: 99_991) {
        let chunk = body[start..<min(start + 99_991, body.count)]
        chunked += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
      }
      try client.send(chunked + Array("0\r\n\r\n".utf8))
      #expect(try client.readAnswer().body == "taken")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func aFileCanBeKept() async throws {
    defer { remove() }
    let kept = folder + "/kept.csv"
    let handler = Taking { request in
      let file = try #require(request.multipart?.file("file"))
      try file.keep(at: kept)
      #expect(throws: FileError(kept, code: EEXIST)) { try file.keep(at: kept) }
      return "kept"
    }
    try await serving(handler) { [folder] in
      $0.uploadFolder = folder
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.post(Self.form(Array("1;2".utf8))))
      #expect(try client.readAnswer().body == "kept")
    }
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "1;2")
  }

  @Test func aRefusalLeavesNothingBehind() async throws {
    defer { remove() }
    let folder = folder
    let large = [UInt8](repeating: 65, count: 200_000)
    try await serving(
      Taking(limits: MultipartLimits(fieldBytes: 1000, fileBytes: 150_000, bytes: 400_000)) { _ in
        "taken"
      }
    ) {
      $0.uploadFolder = folder
      $0.timeouts.body = .milliseconds(300)
    } _: { server in
      let small = Array(large.prefix(100_000))
      let long = String(repeating: "a", count: 1000)
      let cases = [
        (Self.post(Self.form(large)), 413, "a file has more than 150000 bytes"),
        (Self.post(Self.form([], field: long)), 413, "the fields have more than 1000 bytes"),
        (Self.post([], length: 400_001), 413, "the body has more than 400000 bytes"),
        (Self.post(Self.form(small, end: "xy")), 400, "a boundary does not end its line"),
        (Self.post(Self.form(small, end: "")), 400, "the form ends before its last boundary"),
        (Self.post(Self.form(small, field: "a\0")), 400, "a field is not text in UTF-8"),
        (Self.post(Self.form(small), length: 300_000), 408, "the body did not come in time"),
      ]
      for (bytes, status, reason) in cases {
        let client = try RawClient(port: server.boundPort)
        try client.send(bytes)
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        #expect(answer.body == reason + "\n")
        #expect(answer.headers["connection"] == "close")
        #expect(Self.files(in: folder).isEmpty)
      }
    }
  }

  @Test func filesBeyondTheBudgetAreTurnedAway() async throws {
    defer { remove() }
    let folder = folder
    try await serving(Taking { _ in "taken" }) {
      $0.uploadFolder = folder
      $0.limits.fileBytesOnDisk = 200_000
    } _: { server in
      // What has been refused or answered does not count any more.
      for (count, status) in [(100_000, 200), (300_000, 503), (100_000, 200), (100_000, 200)] {
        let client = try RawClient(port: server.boundPort)
        try client.send(Self.post(Self.form(Array(Self.content.prefix(count)))))
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        #expect((answer.headers["retry-after"] == nil) == (status == 200))
        #expect(Self.files(in: folder).isEmpty)
      }
    }
  }

  @Test func aBrokenConnectionLeavesNothingBehind() async throws {
    defer { remove() }
    let folder = folder
    try await serving(Taking { _ in "taken" }) {
      $0.uploadFolder = folder
    } _: { server in
      var client: RawClient? = try RawClient(port: server.boundPort)
      try client?.send(
        Self.post(Self.form([UInt8](repeating: 65, count: 100_000)), length: 300_000))
      try Self.wait { !Self.files(in: folder).isEmpty }
      client = nil
      try Self.wait { Self.files(in: folder).isEmpty }
    }
  }

  private static func wait(_ isSo: () -> Bool) throws {
    for _ in 0..<6000 {
      if isSo() { return }
      usleep(10_000)
    }
    Issue.record("nothing has happened in a minute")
  }

  @Test func otherContentIsHeldInMemory() async throws {
    defer { remove() }
    let handler = Taking { "\($0.multipart == nil) \($0.body.count)" }
    try await serving(handler) { [folder] in
      $0.uploadFolder = folder
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.post(Self.form([]), to: "/plain"))
      #expect(try client.readAnswer().body == "true \(Self.form([]).count)")
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
      #expect(try client.readAnswer().body == "true 3")
      try client.send(Self.post(Self.form(Array(Self.content.prefix(500))), to: "/plain"))
      #expect(try client.readAnswer().status == 413)
    }
  }

  @Test func whatADeadProcessHasLeftIsClearedAway() async throws {
    defer { remove() }
    for name in ["uploads-dead", "uploads-alive", "mine"] {
      try FileManager.default.createDirectory(
        atPath: folder + "/" + name, withIntermediateDirectories: true)
      try Data([1]).write(to: URL(filePath: folder + "/" + name + "/1"))
    }
    let alive = open(folder + "/uploads-alive", O_RDONLY)
    defer { close(alive) }
    #expect(flock(alive, LOCK_EX | LOCK_NB) == 0)
    var configuration = Configuration(port: 0)
    configuration.uploadFolder = folder
    let server = try Server(configuration, handler: Echo())
    #expect(Set(Self.files(in: folder)) == ["uploads-alive/1", "mine/1"])
    withExtendedLifetime(server) {}
  }

  @Test func aFolderThatCannotBeHadStopsTheStart() {
    var configuration = Configuration(port: 0)
    configuration.uploadFolder = "/proc/nowhere/uploads"
    #expect(throws: ServerError.self) { try Server(configuration, handler: Echo()) }
  }
}
