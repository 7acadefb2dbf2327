import Foundation
import Glibc
import HTTP
import Testing

@Suite struct OpenFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsStretchesOfAFileThatHasLostItsName() throws {
    let path = try folder.write("a.txt", "0123456789")
    let file = try OpenFile(path: path)
    try FileManager.default.removeItem(atPath: path)
    #expect(file.size == 10)
    #expect(abs(Double(file.modified) - Date().timeIntervalSince1970) < 60)
    #expect(try file.read(upTo: 100) == Array("0123456789".utf8))
    #expect(try file.read(from: 8, upTo: 1) == Array("8".utf8))
    #expect(try file.read(from: 10, upTo: 1).isEmpty)
  }

  @Test func takesRegularFilesOnly() throws {
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError(folder.path, code: EISDIR)) { try OpenFile(path: folder.path) }
    #expect(throws: FileError(pipe, code: EINVAL)) { try OpenFile(path: pipe) }
    #expect(throws: FileError(pipe + "s", code: ENOENT)) { try OpenFile(path: pipe + "s") }
  }

  @Test func aSliceStaysWithinTheFile() throws {
    let file = try OpenFile(path: folder.write("a.txt", "0123456789"))
    let slice = FileSlice(file, 4..<20)
    #expect(slice.offset == 4)
    #expect(slice.length == 6)
    #expect(FileSlice(file, 30..<40).length == 0)
  }
}
