import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Files for browsers") struct PublicFilesTests {
  private static let folder = TestPortal.root + "/Public"

  @Test("every text has a compressed form, made of the very file")
  func compressedForms() throws {
    #expect(try PublicFolder(Self.folder).complaints == [])
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    where name.hasSuffix(".css") || name.hasSuffix(".svg") {
      let path = Self.folder + "/" + name
      let original = try Data(contentsOf: URL(filePath: path))
      #expect(try Self.decompressed(path + ".gz") == original, "make it anew: gzip -9nkf \(name)")
    }
  }

  private static func decompressed(_ path: String) throws -> Data? {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", path]
    gzip.standardOutput = output
    try gzip.run()
    return try output.fileHandleForReading.readToEnd()
  }
}
