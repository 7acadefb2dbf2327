import Foundation
import HTTP
import Testing

@Suite struct PublicFolderTests {
  private static let text = String(repeating: "body { margin: 0 }\n", count: 100)

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func answer(
    _ target: String, _ headers: Headers = Headers(), _ method: HTTP.Method = .get
  ) throws -> Response? {
    let request = try Request(method, target, headers: headers)
    return try PublicFolder(folder.path).response(to: request, for: request.segments.dropFirst())
  }

  private static func bytes(_ response: Response?) -> [UInt8]? {
    switch response?.body {
    case .bytes(let bytes): bytes
    case .file(let slice): try? slice.file.read(from: slice.offset, upTo: slice.length)
    default: nil
    }
  }

  /// What `gzip -9n` makes of a file, put beside it.
  private func compress(_ path: String) throws {
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-9nk", path]
    try gzip.run()
    gzip.waitUntilExit()
  }

  @Test func findsFilesOfSubfoldersToo() throws {
    try folder.write("a.css", "a")
    try folder.write("fonts/é/b.woff2", "b")
    #expect(Self.bytes(try answer("/assets/a.css")) == Array("a".utf8))
    let font = try answer("/assets/fonts/%C3%A9/b.woff2")
    #expect(Self.bytes(font) == Array("b".utf8))
    #expect(font?.headers[.contentType] == "font/woff2")
    #expect(try answer("/assets/a.css", Headers(), .post)?.status == .methodNotAllowed)
  }

  @Test func leavesOutWhatIsNotForTheWorld() throws {
    let outside = try TemporaryFolder()
    let secret = try outside.write("secret.txt", "secret")
    try folder.write(".hidden.txt", "hidden")
    try folder.write(".git/config.txt", "hidden")
    try folder.write("notes.swift", "let a = 1")
    try folder.write("README", "read me")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.txt", withDestinationPath: secret)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/linked", withDestinationPath: outside.path)
    for name in [
      "", "/", "/.hidden.txt", "/.git/config.txt", "/notes.swift", "/README", "/link.txt",
      "/linked/secret.txt", "/a.css/", "//a.css", "/fonts",
    ] {
      #expect(try answer("/assets" + name) == nil, "\(name)")
    }
    #expect(throws: FileError.self) { try PublicFolder(folder.path + "/nowhere") }
  }

  @Test func largeFilesStayOnDisk() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 64 * 1024 + 1)
    try folder.write("a.txt", text)
    let response = try answer("/assets/a.txt", Headers([.range: "bytes=65530-"]))
    guard case .file(let slice) = response?.body else {
      Issue.record("not a file")
      return
    }
    #expect(slice.length == 7)
    #expect(response?.headers[.contentRange] == "bytes 65530-65536/65537")
  }

  @Test func onlyTheRightFingerprintIsKeptForEver() throws {
    try folder.write("a.css", "a")
    let first = try #require(try PublicFolder(folder.path).fingerprint(of: "a.css"))
    for (query, isKept) in [
      ("?" + first, true), ("", false), ("?", false), ("?" + first + "0", false),
      ("?" + first + "=1", false), ("?" + first + "&a", false),
    ] {
      let response = try answer("/assets/a.css" + query)
      #expect(
        response?.headers[.cacheControl]
          == (isKept ? "public, max-age=31536000, immutable" : "no-cache"), "\(query)")
    }
    try folder.write("a.css", "b")
    #expect(try answer("/assets/a.css?" + first)?.headers[.cacheControl] == "no-cache")
    #expect(try PublicFolder(folder.path).fingerprint(of: "b.css") == nil)
  }

  @Test func compressedForThoseWhoTakeIt() throws {
    let path = try folder.write("a.css", Self.text)
    try compress(path)
    let compressed = try Array(Data(contentsOf: URL(filePath: path + ".gz")))
    let plain = try #require(try answer("/assets/a.css"))
    #expect(Self.bytes(plain) == Array(Self.text.utf8))
    #expect(plain.headers[.contentEncoding] == nil)
    let accepting = Headers([.acceptEncoding: "gzip, deflate, br"])
    let small = try #require(try answer("/assets/a.css", accepting))
    #expect(Self.bytes(small) == compressed)
    #expect(small.headers[.contentEncoding] == "gzip")
    #expect(small.headers[.contentType] == "text/css; charset=utf-8")
    #expect(plain.headers[.etag] != small.headers[.etag], "each form has a strong tag of its own")
    for response in [plain, small] { #expect(response.headers[.vary] == "accept-encoding") }
    // A range is one of the form that was chosen (RFC 9110 §14).
    let part = try answer(
      "/assets/a.css", Headers([.acceptEncoding: "gzip", .range: "bytes=0-1"]))
    #expect(Self.bytes(part) == [0x1F, 0x8B])
    let tag = try #require(small.headers[.etag])
    let again = Headers([.acceptEncoding: "gzip", .ifNoneMatch: tag])
    #expect(try answer("/assets/a.css", again)?.status == .notModified)
    #expect(try answer("/assets/a.css", Headers([.ifNoneMatch: tag]))?.status == .ok)
    #expect(try answer("/assets/a.css.gz") == nil)
  }

  @Test(arguments: ["an older one", "cut short", "no gzip", "nothing"])
  func whatDoesNotBelongIsNotServed(_ fault: String) throws {
    let path = try folder.write("a.css", Self.text)
    try compress(path)
    switch fault {
    case "an older one": try folder.write("a.css", Self.text.replacing("0", with: "1"))
    case "cut short":
      let compressed = try Array(Data(contentsOf: URL(filePath: path + ".gz")))
      try folder.write("a.css.gz", compressed.dropLast())
    case "no gzip": try folder.write("a.css.gz", Self.text)
    default: try folder.write("a.css.gz", "")
    }
    let response = try answer("/assets/a.css", Headers([.acceptEncoding: "gzip"]))
    #expect(response?.headers[.contentEncoding] == nil)
    #expect(response?.headers[.vary] == nil)
    let complaints = try PublicFolder(folder.path).complaints
    #expect(complaints == ["\(path).gz does not belong to \(path): it is not served"])
  }
}
