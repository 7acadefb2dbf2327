import Foundation
import Glibc
import HTTP
import HTTPServer
import Testing

@Suite struct FileTests {
  private static let get = ExchangeTests.get

  /// Three million bytes in a file without a name: more than the sockets hold between them.
  private static func file() throws -> (file: OpenFile, path: String) {
    let path = NSTemporaryDirectory() + UUID().uuidString
    try Data((0..<3_000_000).map { UInt8(32 + $0 / 7 % 90) })
      .write(to: URL(filePath: path))
    return (try OpenFile(path: path), path)
  }

  @Test func sendsFilesWholeAndInPart() async throws {
    let (file, path) = try Self.file()
    defer { unlink(path) }
    let expected = try file.read(upTo: file.size)
    let handler = Answering { request in
      let slice = request.path == "/" ? FileSlice(file) : FileSlice(file, 100..<200_100)
      return Response(.ok, body: .file(slice))
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(
        Self.get + "GET /part HTTP/1.1\r\nHost: a\r\n\r\n" + "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
          + Self.get)
      #expect(try client.readAnswer().body.utf8.elementsEqual(expected))
      #expect(try client.readAnswer().body.utf8.elementsEqual(expected[100..<200_100]))
      #expect(try client.readAnswer(isToHead: true).headers["content-length"] == "3000000")
      #expect(try client.readAnswer().body.utf8.elementsEqual(expected))
    }
  }

  @Test func aFileThatHasBecomeShorterBreaksTheConnection() async throws {
    let (file, path) = try Self.file()
    defer { unlink(path) }
    #expect(truncate(path, 1000) == 0)
    try await serving(Answering { _ in Response(.ok, body: .file(FileSlice(file))) }) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get)
      let bytes = try client.readToEnd()
      #expect(String(decoding: bytes, as: UTF8.self).contains("content-length: 3000000\r\n"))
      #expect(bytes.count < 2000)
    }
  }

  @Test func aReaderThatDoesNotReadIsLeft() async throws {
    let (_, path) = try Self.file()
    defer { unlink(path) }
    #expect(truncate(path, 100_000_000) == 0)
    let file = try OpenFile(path: path)
    let handler = Answering { request in
      request.path == "/large" ? Response(.ok, body: .file(FileSlice(file))) : .text("b")
    }
    try await serving(handler) {
      $0.timeouts.write = .milliseconds(100)
      $0.limits.connections = 1
    } _: { server in
      let client = try RawClient(port: server.boundPort, receiveBuffer: 4096)
      try client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
      // The only place is free again once the connection has been given up.
      try LimitTests.untilServed(port: server.boundPort)
      withExtendedLifetime(client) {}
    }
  }
}
